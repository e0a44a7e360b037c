using Tarn.Sql.Syntax;

namespace Tarn.Sql.Jinja;

/// <summary>
/// A template in Jinja's language as dbt sets it up: default delimiters, whitespace kept but for one newline at the end, no escaping,
/// with <c>do</c>, <c>break</c>, <c>continue</c> and dbt's <c>test</c> blocks; without inheritance between templates.
/// </summary>
public sealed class JinjaTemplate
{
    private JinjaTemplate(string path, IReadOnlyList<Statement> body) => (Path, Body) = (path, body);

    /// <summary>The path that messages name.</summary>
    public string Path { get; }

    /// <summary>The macros it defines outside of all other tags, in order. A block <c>{% test x() %}</c> is the macro <c>test_x</c>.</summary>
    public IReadOnlyList<string> MacroNames => [.. TopMacros.Select(m => m.Name)];

    internal IReadOnlyList<Statement> Body { get; }

    internal IEnumerable<Statement.Macro> TopMacros => Body.OfType<Statement.Macro>();

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="path">The path that messages name.</param>
    /// <exception cref="JinjaException">The text is no template.</exception>
    public static JinjaTemplate Parse(string text, string path) => new(path, Parser.Parse(text, path));

    /// <summary>Renders it. The template itself is not changed and can be rendered from several threads.</summary>
    /// <exception cref="JinjaException">Something in it fails, at a place, or goes over a limit.</exception>
    public string Render(JinjaScope scope) => new Interpreter(scope).Render(this);

    /// <summary>Where a macro is defined; null when it is not.</summary>
    public Place? PlaceOfMacro(string name) => TopMacros.LastOrDefault(m => m.Name == name)?.Place;
}
