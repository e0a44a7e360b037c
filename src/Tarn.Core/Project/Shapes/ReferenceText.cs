using System.Text;

namespace Tarn.Project.Shapes;

/// <summary>Writes shapes as the reference: a table of keys for every mapping.</summary>
internal sealed class ReferenceText
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _forms = new(StringComparer.Ordinal);

    private ReferenceText() { }

    /// <summary>The reference in Markdown.</summary>
    public static string Write(IReadOnlyList<(string Name, string Doc, Shape.Keys Shape)> files)
    {
        var reference = new ReferenceText();
        reference._text.Append("""
            # The files of a project

            Made from the declarations that check the files (`TARN_APPROVE=1` renews it); the JSON Schemas beside it come from the same ones.
            For completion in an editor, begin a file with `# yaml-language-server: $schema=` and the path of
            `docs/reference/schemas/tarn.schema.json` or `source.schema.json`.

            In both kinds of file a value may hold `{{ env_var('NAME') }}` or `{{ env_var('NAME', 'default') }}`, and in sources also
            `{{ var('name') }}`; such a value stands in quotes. Durations are a whole number and `ms`, `s`, `m`, `h` or `d`.

            """.ReplaceLineEndings("\n"));
        foreach (var (name, doc, shape) in files)
            reference.File(name, doc, shape);
        reference.Forms();
        return reference._text.ToString();
    }

    private void File(string name, string doc, Shape.Keys shape)
    {
        _text.Append($"\n## {name}\n\n{doc}\n\n");
        Keys(shape, "");
    }

    private void Forms()
    {
        _text.Append("\n## How values are written\n\n| value | how |\n|---|---|\n");
        foreach (var (name, next) in _forms)
            _text.Append($"| {Cell(name)} | {Cell(next)} |\n");
    }

    private void Note(Shape shape)
    {
        if (shape is Shape.Items items)
            Note(items.Item);
        else if (shape is Shape.Text { Form: { } form })
            _forms[form.Name] = form.Next;
    }

    private void Keys(Shape.Keys keys, string path)
    {
        _text.Append("| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in keys.Entries.Where(k => !k.NotRun))
        {
            Note(key.Shape);
            _text.Append($"| `{key.Name}` | {Cell(ValueOf(key.Shape))} | {Cell(DefaultOf(key))} | {Cell(key.Doc)} |\n");
        }
        if (keys.Others is not null)
            _text.Append("| any other name | a mapping | | A folder in this one, with the same keys. Every key may also be written with `+` before it, as dbt does. |\n");
        foreach (var key in keys.Entries.Where(k => !k.NotRun))
            Below(key.Shape, path.Length is 0 ? key.Name : $"{path}.{key.Name}");
    }

    private void Below(Shape shape, string path)
    {
        switch (shape)
        {
            case Shape.Named named when _told.Add("#" + named.Name):
                Below(named.Target(), named.Name);
                break;
            case Shape.Items items:
                Below(items.Item, path + "[]");
                break;
            case Shape.Table table:
                Below(table.Value, path + ".<name>");
                break;
            case Shape.Keys keys when _told.Add(path):
                _text.Append($"\n### `{path}`\n\n");
                Keys(keys, path);
                break;
            case Shape.Kinds kinds:
                foreach (var (type, keys) in kinds.Types.Where(t => t.Keys.Entries.Count > 1))
                    Kind(path, type, keys);
                break;
        }
    }

    private void Kind(string path, string type, Shape.Keys keys)
    {
        _text.Append($"\n### `{path}`, type `{type}`\n\n");
        Keys(keys with { Entries = [.. keys.Entries.Skip(1)] }, path);
    }

    private static string ValueOf(Shape shape) => shape switch
    {
        Shape.Kinds kinds => "a mapping with `type`: " + string.Join(", ", kinds.Types.Select(t => t.Type)),
        Shape.Items { OrOne: false } items => $"a list, each {ShapeWords.Of(items.Item)}",
        _ => ShapeWords.Of(shape),
    };

    private static string DefaultOf(ShapeKey key)
    {
        if (key.Required)
            return "**needed**";
        return key.DefaultDoc ?? (key.Default is null ? "" : $"`{key.Default}`");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
