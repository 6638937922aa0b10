/* Included before everything else in HDF5's table of native operations and in hdf5_read_only.c: the operations of that table which write are
 * called by these names there, so that what only they need is not linked into the wasm module. */
#define H5VL__native_attr_create      read_only_attr_create
#define H5VL__native_attr_write       read_only_attr_write
#define H5VL__native_dataset_create   read_only_dataset_create
#define H5VL__native_dataset_write    read_only_dataset_write
#define H5VL__native_dataset_specific read_only_dataset_specific /* extent, flush, refresh */
#define H5VL__native_datatype_commit  read_only_datatype_commit
#define H5VL__native_file_create      read_only_file_create
#define H5VL__native_group_create     read_only_group_create
#define H5VL__native_group_specific   read_only_group_specific /* mount, flush, refresh */
#define H5VL__native_link_create      read_only_link_create
#define H5VL__native_link_copy        read_only_link_copy
#define H5VL__native_link_move        read_only_link_move
#define H5VL__native_object_copy      read_only_object_copy
#define H5VL__native_blob_put         read_only_blob_put
