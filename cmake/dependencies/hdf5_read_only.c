/* The wasm module only reads. What stands here takes the place of the operations that write, of the drivers for other storage, of the
 * pass-through connector and of arithmetic on values while they are read: each fails, as the real one does for a file opened read-only. */
#include "H5private.h"
#include "H5Eprivate.h"
#include "H5FDprivate.h"
#include "H5VLnative_private.h"
#include "H5VLpassthru.h"
#include "H5Zprivate.h"

void *H5VL__native_attr_create(
    void *obj, const H5VL_loc_params_t *loc_params, const char *attr_name, hid_t type_id, hid_t space_id, hid_t acpl_id, hid_t aapl_id, hid_t dxpl_id, void **req)
{ return NULL; }
herr_t H5VL__native_attr_write(void *attr, hid_t dtype_id, const void *buf, hid_t dxpl_id, void **req) { return FAIL; }
void *H5VL__native_dataset_create(
    void *obj, const H5VL_loc_params_t *loc_params, const char *name, hid_t lcpl_id, hid_t type_id, hid_t space_id, hid_t dcpl_id, hid_t dapl_id, hid_t dxpl_id, void **req)
{ return NULL; }
herr_t H5VL__native_dataset_write(
    size_t count, void *obj[], hid_t mem_type_id[], hid_t mem_space_id[], hid_t file_space_id[], hid_t dxpl_id, const void *buf[], void **req)
{ return FAIL; }
herr_t H5VL__native_dataset_specific(void *dset, H5VL_dataset_specific_args_t *args, hid_t dxpl_id, void **req) { return FAIL; }
void *H5VL__native_datatype_commit(
    void *obj, const H5VL_loc_params_t *loc_params, const char *name, hid_t type_id, hid_t lcpl_id, hid_t tcpl_id, hid_t tapl_id, hid_t dxpl_id, void **req)
{ return NULL; }
void *H5VL__native_file_create(
    const char *name, unsigned flags, hid_t fcpl_id, hid_t fapl_id, hid_t dxpl_id, void **req)
{ return NULL; }
void *H5VL__native_group_create(
    void *obj, const H5VL_loc_params_t *loc_params, const char *name, hid_t lcpl_id, hid_t gcpl_id, hid_t gapl_id, hid_t dxpl_id, void **req)
{ return NULL; }
herr_t H5VL__native_group_specific(void *obj, H5VL_group_specific_args_t *args, hid_t dxpl_id, void **req) { return FAIL; }
herr_t H5VL__native_link_create(
    H5VL_link_create_args_t *args, void *obj, const H5VL_loc_params_t *loc_params, hid_t lcpl_id, hid_t lapl_id, hid_t dxpl_id, void **req)
{ return FAIL; }
herr_t H5VL__native_link_copy(
    void *src_obj, const H5VL_loc_params_t *loc_params1, void *dst_obj, const H5VL_loc_params_t *loc_params2, hid_t lcpl_id, hid_t lapl_id, hid_t dxpl_id, void **req)
{ return FAIL; }
herr_t H5VL__native_link_move(
    void *src_obj, const H5VL_loc_params_t *loc_params1, void *dst_obj, const H5VL_loc_params_t *loc_params2, hid_t lcpl_id, hid_t lapl_id, hid_t dxpl_id, void **req)
{ return FAIL; }
herr_t H5VL__native_object_copy(
    void *src_obj, const H5VL_loc_params_t *loc_params1, const char *src_name, void *dst_obj, const H5VL_loc_params_t *loc_params2, const char *dst_name, hid_t ocpypl_id, hid_t lcpl_id, hid_t dxpl_id, void **req)
{ return FAIL; }
herr_t H5VL__native_blob_put(void *obj, const void *buf, size_t size, void *blob_id, void *ctx) { return FAIL; }

/* Drivers that HDF5_DRIVER could name. */
hid_t H5FD_core_init(void) { return H5I_INVALID_HID; }
hid_t H5FD_family_init(void) { return H5I_INVALID_HID; }
hid_t H5FD_log_init(void) { return H5I_INVALID_HID; }
hid_t H5FD_multi_init(void) { return H5I_INVALID_HID; }
hid_t H5FD_splitter_init(void) { return H5I_INVALID_HID; }
hid_t H5FD_stdio_init(void) { return H5I_INVALID_HID; }
hid_t H5VL_pass_through_register(void) { return H5I_INVALID_HID; }

/* No transfer property list of ours carries an expression. */
H5Z_data_xform_t *H5Z_xform_create(const char *expr) { return NULL; }
herr_t H5Z_xform_copy(H5Z_data_xform_t **data_xform_prop) { return *data_xform_prop == NULL ? SUCCEED : FAIL; }
herr_t H5Z_xform_destroy(H5Z_data_xform_t *data_xform_prop) { return SUCCEED; }
herr_t H5Z_xform_eval(H5Z_data_xform_t *data_xform_prop, void *array, size_t array_size, const H5T_t *buf_type) { return FAIL; }
bool H5Z_xform_noop(const H5Z_data_xform_t *data_xform_prop) { return true; }
const char *H5Z_xform_extract_xform_str(const H5Z_data_xform_t *data_xform_prop) { return NULL; }

/* The deflate filter packs only when it writes. */
int compress2(unsigned char *dest, unsigned long *dest_size, const unsigned char *source, unsigned long size, int level) { return -2; }
unsigned long compressBound(unsigned long size) { return size; }
