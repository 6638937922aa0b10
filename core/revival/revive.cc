#include "revival/revive.h"

#include <algorithm>

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

// The legacy form keeps the bare name of the class, which no registration is found by.
Trouble model_class_in_legacy_form(json::Value model, const Reviver& reviver) {
  auto trouble = reviver.legacy_layer(model);
  if (trouble && trouble->obstacle == Obstacle::custom_class && !model["config"]["layers"].is_array())
    trouble->obstacle = Obstacle::model_class;
  return trouble;
}

}  // namespace

Trouble revive(json::Value model, Form form, const Loader& loader, const Told& told) {
  const auto release = atlas::release_for(loader.family, loader.major_number, loader.minor_number);
  if (!release) return std::nullopt;
  const Flavour flavour = flavour_of(loader);
  // safe_mode reaches legacy files since Keras 3.11 (keras pull request 21602).
  const bool safe = form == Form::archive || (flavour == Flavour::keras_3 && loader.minor_number >= 11);
  const Reviver reviver(*release, flavour, loader.minor_number, safe && !told.trusts_code, form == Form::legacy,
                        told.custom_objects);
  if (is_subclassed(model)) {
    if (form == Form::archive) {
      auto trouble = reviver.lookup_of_model(model);
      return trouble ? trouble : reviver.subclassed_model(model);
    }
    const bool is_found = std::ranges::contains(told.custom_objects, text_of(model["class_name"]));
    return is_found ? reviver.subclassed_model(model) : model_class_in_legacy_form(model, reviver);
  }
  return form == Form::legacy ? reviver.legacy_layer(model) : reviver.object(model);
}

}  // namespace weighbridge::revival
