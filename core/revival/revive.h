// What stops a Keras from making the model that a file's config describes.
#ifndef WEIGHBRIDGE_REVIVAL_REVIVE_H_
#define WEIGHBRIDGE_REVIVAL_REVIVE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"
#include "base/json.h"
#include "revival/raised.h"

namespace weighbridge::revival {

struct Loader {
  atlas::Family family;
  int major_number;
  int minor_number;
  bool operator==(const Loader&) const = default;
};

// What load_model is told besides the path.
struct Told {
  std::vector<std::string> custom_objects;  // the keys
  bool trusts_code = false;                 // safe_mode=False
};

// What stands under a key of a layer's config and is looked up by its name: "kernel_initializer", "activation".
[[nodiscard]] std::optional<atlas::Kind> looked_up_as(std::string_view key);

enum class Form { archive, legacy };  // config.json of a .keras archive; the attribute model_config of an HDF5 file

// `model` is the whole document. Classes that register themselves ("mine>Scale", those of KerasHub) are taken for
// known, for whoever loads them can import them. Others of the user's own are not, the class of the model itself
// included: nothing but custom_objects helps. Nothing where the atlas has no release that speaks for this version.
[[nodiscard]] Trouble revive(json::Value model, Form form, const Loader& loader, const Told& told = {});

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_REVIVE_H_
