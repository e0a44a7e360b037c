namespace Tarn.Iceberg.Manifests;

/// <summary>The Avro schemas of manifests and manifest lists of the versions 2 and 3; ids and names are the spec's ("Manifests", "Manifest Lists").</summary>
internal static class ManifestSchemas
{
    /// <summary>The schema of a manifest list.</summary>
    public static string ManifestList(int version) => $$"""
        {"type":"record","name":"manifest_file","fields":[
        {"name":"manifest_path","type":"string","field-id":500},
        {"name":"manifest_length","type":"long","field-id":501},
        {"name":"partition_spec_id","type":"int","field-id":502},
        {"name":"content","type":"int","field-id":517},
        {"name":"sequence_number","type":"long","field-id":515},
        {"name":"min_sequence_number","type":"long","field-id":516},
        {"name":"added_snapshot_id","type":"long","field-id":503},
        {"name":"added_files_count","type":"int","field-id":504},
        {"name":"existing_files_count","type":"int","field-id":505},
        {"name":"deleted_files_count","type":"int","field-id":506},
        {"name":"added_rows_count","type":"long","field-id":512},
        {"name":"existing_rows_count","type":"long","field-id":513},
        {"name":"deleted_rows_count","type":"long","field-id":514},
        {"name":"partitions","type":["null",{"type":"array","items":{"type":"record","name":"r508","fields":[
        {"name":"contains_null","type":"boolean","field-id":509},
        {"name":"contains_nan","type":["null","boolean"],"default":null,"field-id":518},
        {"name":"lower_bound","type":["null","bytes"],"default":null,"field-id":510},
        {"name":"upper_bound","type":["null","bytes"],"default":null,"field-id":511}]},"element-id":508}],"default":null,"field-id":507},
        {"name":"key_metadata","type":["null","bytes"],"default":null,"field-id":519}{{(version < 3 ? "" : ",\n" + Optional("first_row_id", 520, "\"long\""))}}]}
        """;

    /// <summary>The schema of a manifest whose tuples have these fields.</summary>
    public static string Manifest(string partitionFieldsJson, int version) => $$$"""
        {"type":"record","name":"manifest_entry","fields":[
        {"name":"status","type":"int","field-id":0},
        {{{Optional("snapshot_id", 1, "\"long\"")}}},
        {{{Optional("sequence_number", 3, "\"long\"")}}},
        {{{Optional("file_sequence_number", 4, "\"long\"")}}},
        {"name":"data_file","field-id":2,"type":{"type":"record","name":"r2","fields":[
        {"name":"content","type":"int","field-id":134},
        {"name":"file_path","type":"string","field-id":100},
        {"name":"file_format","type":"string","field-id":101},
        {"name":"partition","field-id":102,"type":{"type":"record","name":"r102","fields":{{{partitionFieldsJson}}}}},
        {"name":"record_count","type":"long","field-id":103},
        {"name":"file_size_in_bytes","type":"long","field-id":104},
        {{{Map("column_sizes", 108, 117, 118, "long")}}},
        {{{Map("value_counts", 109, 119, 120, "long")}}},
        {{{Map("null_value_counts", 110, 121, 122, "long")}}},
        {{{Map("nan_value_counts", 137, 138, 139, "long")}}},
        {{{Map("lower_bounds", 125, 126, 127, "bytes")}}},
        {{{Map("upper_bounds", 128, 129, 130, "bytes")}}},
        {{{Optional("key_metadata", 131, "\"bytes\"")}}},
        {{{Optional("split_offsets", 132, """{"type":"array","items":"long","element-id":133}""")}}},
        {{{Optional("equality_ids", 135, """{"type":"array","items":"int","element-id":136}""")}}},
        {{{Optional("sort_order_id", 140, "\"int\"")}}},
        {{{(version < 3 ? "" : Optional("first_row_id", 142, "\"long\"") + ",")}}}
        {{{Optional("referenced_data_file", 143, "\"string\"")}}}{{{(version < 3 ? "" : $",{Optional("content_offset", 144, "\"long\"")},{Optional("content_size_in_bytes", 145, "\"long\"")}")}}}]}}]}
        """;

    private static string Optional(string name, int id, string type) =>
        $$"""{"name":"{{name}}","type":["null",{{type}}],"default":null,"field-id":{{id}}}""";

    private static string Map(string name, int id, int keyId, int valueId, string value) => Optional(name, id, $$"""
        {"type":"array","items":{"type":"record","name":"k{{keyId}}_v{{valueId}}","fields":[{"name":"key","type":"int","field-id":{{keyId}}},{"name":"value","type":"{{value}}","field-id":{{valueId}}}]},"logicalType":"map"}
        """);
}
