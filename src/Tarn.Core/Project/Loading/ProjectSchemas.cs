using Tarn.Project.Declarations;
using Tarn.Project.Shapes;

namespace Tarn.Project.Loading;

/// <summary>What editors and readers are told of Tarn's own files, made from the shapes that check them.</summary>
public static class ProjectSchemas
{
    /// <summary>The JSON Schema of tarn.yml: docs/reference/schemas/tarn.schema.json.</summary>
    public static string Tarn() => JsonSchemaText.Write(TarnShape.File, "tarn.yml, the file that makes a folder a Tarn project");

    /// <summary>The JSON Schema of a file under sources/: docs/reference/schemas/source.schema.json.</summary>
    public static string Source() => JsonSchemaText.Write(SourceShape.File, "A source of a Tarn project");

    /// <summary>Every key with its type, default and meaning, in Markdown: docs/reference/project-files.md.</summary>
    public static string Reference() => ReferenceText.Write(
    [
        ("tarn.yml", "Stands in the project's root and makes it one.", TarnShape.File),
        ("sources/*.yml", "One file a source.", SourceShape.File),
    ]);
}
