#include "arguments.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "nearest.h"
#include "options.h"

namespace weighbridge::cli {
namespace {

std::unexpected<Error> wrong(std::string message) { return fail(ErrorCode::malformed, std::move(message)); }

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

std::unexpected<Error> no_such_option(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Option& option : options()) names.push_back(option.name);
  const auto near = nearest(word, names, 1);
  return wrong("There is no option '" + std::string(word) + "'." +
               (near.empty() ? " weighbridge --help lists them all." : did_you_mean(near)));
}

Result<void> check_choice(const Option& option, const std::string& value) {
  const std::vector<std::string_view> choices = split(option.value, '|');
  if (!option.is_choice || std::ranges::find(choices, value) != choices.end()) return {};
  return wrong(std::string(option.name) + " takes " + listed(choices) + ", not '" + value + "'." +
               did_you_mean(nearest(value, choices, 1)));
}

constexpr std::pair<std::string_view, Format> kFormats[] = {
    {"text", Format::text},   {"json", Format::json},         {"markdown", Format::markdown},
    {"sarif", Format::sarif}, {"github", Format::github},     {"gitlab", Format::gitlab},
    {"badge", Format::badge}, {"baseline", Format::baseline},
};

// `as_given`: how the user asked for it.
Result<void> take_format(Arguments& arguments, std::string_view word, std::string as_given) {
  const Format wanted = std::ranges::find(kFormats, word, &std::pair<std::string_view, Format>::first)->second;
  if (!arguments.format_as_given.empty() && arguments.format != wanted)
    return wrong(arguments.format_as_given + " and " + as_given + " can't be had at once.");
  arguments.format = wanted;
  arguments.format_as_given = std::move(as_given);
  return {};
}

Result<void> take_fail_on(Arguments& arguments, std::string_view words) {
  auto parsed = parse_fail_on(words);
  if (!parsed) return std::unexpected(parsed.error());
  arguments.fail_on = std::move(*parsed);
  arguments.is_fail_on_given = true;
  return {};
}

// `value` is one of the option's choices, or "" where it takes none.
Result<void> take_option(Arguments& arguments, const Option& option, const std::string& value) {
  switch (option.id) {
    case OptionId::format:
      return take_format(arguments, value, "--format " + value);
    case OptionId::json:
    case OptionId::markdown:
    case OptionId::sarif:
      return take_format(arguments, option.name.substr(2), std::string(option.name));
    case OptionId::only_bad:
      arguments.only_bad = true;
      return {};
    case OptionId::quiet:
      arguments.quiet = true;
      return {};
    case OptionId::values:
      arguments.values = value == "all";
      return {};
    case OptionId::fail_on:
      return take_fail_on(arguments, value);
    case OptionId::settings:
      arguments.settings = value;
      return {};
    case OptionId::baseline:
      arguments.baseline = value;
      return {};
    case OptionId::color:
      arguments.color = value == "auto" ? Color::automatic : value == "always" ? Color::always : Color::never;
      return {};
    case OptionId::name:
      arguments.name = value;
      return {};
    case OptionId::error:
      arguments.error = value;
      return {};
    case OptionId::keras: {
      auto read = read_my_keras(value);
      if (!read) return wrong("--keras: " + read.error().message);
      arguments.my_keras = std::move(*read);
      return {};
    }
    case OptionId::explain:
      arguments.explain = value;
      return {};
    case OptionId::wrong_verdict:
      arguments.wrong_verdict = true;
      return {};
    case OptionId::version:
      arguments.version = true;
      return {};
    case OptionId::help:
      arguments.help = true;
      return {};
  }
  return {};
}

// Reads the option at `next`, "--name VALUE" and "--name=VALUE", and moves behind it.
Result<void> read_option(Arguments& arguments, const std::vector<std::string>& words, std::size_t& next) {
  const std::string_view word = words[next++];
  const std::size_t equals = word.find('=');
  const Option* option = find_option(word.substr(0, equals));
  if (option == nullptr) return no_such_option(word.substr(0, equals));
  const std::string name(option->name);
  if (option->value.empty()) {
    if (equals != std::string_view::npos) return wrong(name + " takes no value.");
    return take_option(arguments, *option, "");
  }
  std::optional<std::string> value;
  if (equals != std::string_view::npos) {
    value = word.substr(equals + 1);
  } else if (next < words.size()) {
    value = words[next++];
  }
  if (!value || value->empty()) return wrong(name + " needs a value: " + name + " " + std::string(option->value) + ".");
  if (auto checked = check_choice(*option, *value); !checked) return checked;
  return take_option(arguments, *option, *value);
}

Result<void> check_standard_input(const Arguments& arguments) {
  const auto files = std::ranges::count(arguments.files, kStandardInput);
  if (files + (arguments.error == kStandardInput ? 1 : 0) > 1)
    return wrong("Standard input ('-') can be read only once.");
  if (!arguments.name.empty() && files == 0)
    return wrong("--name is for a file on standard input: give '-' as the file.");
  if (arguments.name.contains('/')) return wrong("--name takes a file's name without a folder.");
  return {};
}

}  // namespace

bool needs_files(const Arguments& arguments) {
  return !arguments.version && !arguments.help && arguments.explain.empty() && arguments.error.empty();
}

Result<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  bool only_files = false;  // behind "--"
  for (std::size_t next = 0; next < words.size();) {
    const std::string& word = words[next];
    if (!only_files && word == "--") {
      only_files = true;
      ++next;
    } else if (only_files || !word.starts_with('-') || word == kStandardInput) {
      // Behind "--" a dash is a file's name like any other.
      arguments.files.push_back(only_files && word == kStandardInput ? "./-" : word);
      ++next;
    } else if (auto read = read_option(arguments, words, next); !read) {
      return std::unexpected(read.error());
    }
  }
  if (auto checked = check_standard_input(arguments); !checked) return std::unexpected(checked.error());
  if (!arguments.error.empty() && !arguments.explain.empty())
    return wrong("--error and --explain ask for two different things: give one of them.");
  if (!arguments.error.empty() && arguments.format != Format::text && arguments.format != Format::json &&
      arguments.format != Format::markdown)
    return wrong("--error answers in words or as JSON, not with " + arguments.format_as_given + ".");
  return arguments;
}

}  // namespace weighbridge::cli
