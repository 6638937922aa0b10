#include "revival/revive.h"

#include "revival/reviver.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using atlas::Family;

Flavour flavour_of(const Loader& loader) {
  if (loader.family == Family::keras_3) return Flavour::keras_3;
  const bool is_late = loader.major_number == 2 && loader.minor_number >= 13;
  return loader.family != Family::keras && is_late ? Flavour::tensorflow_v3 : Flavour::legacy;
}

bool is_subclassed(json::Value model) { return !is_model(text_of(model["class_name"])); }

}  // namespace

Trouble revive(json::Value model, Form form, const Loader& loader) {
  const auto release = atlas::release_for(loader.family, loader.major_number, loader.minor_number);
  if (!release) return std::nullopt;
  const Flavour flavour = flavour_of(loader);
  // safe_mode reaches legacy files since Keras 3.11 (keras pull request 21602).
  const bool safe = form == Form::archive || (flavour == Flavour::keras_3 && loader.minor_number >= 11);
  const Reviver reviver(*release, flavour, loader.minor_number, safe);
  if (is_subclassed(model)) return reviver.subclassed_model(model);
  return form == Form::legacy ? reviver.legacy_layer(model) : reviver.object(model);
}

}  // namespace weighbridge::revival
