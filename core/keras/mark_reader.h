// How the marks of an architecture are noted.
#ifndef WEIGHBRIDGE_KERAS_MARK_READER_H_
#define WEIGHBRIDGE_KERAS_MARK_READER_H_

#include <string>

#include "base/json.h"
#include "keras/config_marks.h"

namespace weighbridge::keras {

// Notes marks while the config's one reader (config_json.cc) goes through it. It takes in one object at a time and
// never descends into others.
class MarkReader {
 public:
  explicit MarkReader(ConfigMarks& into) : into_(into) {}

  void note_model(json::Value model);               // the root object
  void note_object(json::Value object);             // a layer or model: {"class_name": ..., "config": {...}}
  void note_calls(json::Value layers);              // of one model
  void note_training_config(json::Value training);  // of a legacy whole model
  void note_compile_config(json::Value training);   // of a .keras archive

 private:
  void note_first_layer(json::Value config);
  void note_arguments(const std::string& class_name, json::Value config);
  void note_lambda(json::Value config);
  void note_code(json::Value config, json::Value function, json::Value defaults);  // of a Lambda with this config
  void note_loss(json::Value loss, int depth);
  void note_compiled(json::Value thing, bool is_metric, int depth);

  ConfigMarks& into_;
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_MARK_READER_H_
