using System.Globalization;
using System.Text.RegularExpressions;

namespace Tarn.Project.Yaml;

/// <summary>
/// Resolves <c>{{ env_var('NAME', 'default') }}</c> and <c>{{ var('name', 'default') }}</c> in the values of a file. It is no Jinja: nothing
/// else may stand between the braces, and that is told.
/// </summary>
internal static partial class TemplateText
{
    private const string Next = "Write {{ env_var('NAME') }}, {{ env_var('NAME', 'default') }} or {{ var('name') }}.";

    /// <summary>The node with its templates resolved, mappings and lists within it too.</summary>
    public static YamlNode Render(YamlNode node, TemplateScope scope, ProblemList problems) => node switch
    {
        YamlNode.Map map => map with { Entries = [.. map.Entries.Select(e => e with { Value = Render(e.Value, scope, problems) })] },
        YamlNode.List list => list with { Items = [.. list.Items.Select(i => Render(i, scope, problems))] },
        YamlNode.Scalar scalar when HasTemplate(scalar.Text) => RenderScalar(scalar, scope, problems),
        _ => node,
    };

    private static bool HasTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);

    private static YamlNode.Scalar RenderScalar(YamlNode.Scalar scalar, TemplateScope scope, ProblemList problems)
    {
        if (HasTemplate(Template().Replace(scalar.Text, "")))
            return Refuse(scalar, $"'{scalar.Written}' holds a template that cannot be read here.", problems);
        var failed = false;
        var text = Template().Replace(scalar.Text, match => Evaluate(match.Groups["inside"].Value, scalar, scope, problems) ?? Fail());
        return scalar with { Text = text, Style = failed ? ScalarStyle.Unrendered : ScalarStyle.Rendered };

        string Fail()
        {
            failed = true;
            return "";
        }
    }

    private static string? Evaluate(string expression, YamlNode.Scalar scalar, TemplateScope scope, ProblemList problems)
    {
        var call = Call().Match(expression);
        if (!call.Success)
        {
            Refuse(scalar, $"'{expression.Trim()}' cannot be read here.", problems);
            return null;
        }
        var name = call.Groups["name"].Value;
        var otherwise = call.Groups["default"] is { Success: true } written ? written.Value : null;
        return call.Groups["call"].ValueSpan is "env_var"
            ? OfEnvironment(name, otherwise, scalar, scope, problems)
            : OfVars(name, otherwise, scalar, scope, problems);
    }

    private static string? OfEnvironment(string name, string? otherwise, YamlNode.Scalar scalar, TemplateScope scope, ProblemList problems)
    {
        var value = scope.Environment.GetValueOrDefault(name) ?? otherwise;
        if (value is null && !scope.Forgiving)
            problems.Add("project.env-var", $"The environment has no variable '{name}'.", scalar.Place,
                $"Set {name}, or give a default: {{{{ env_var('{name}', '...') }}}}.");
        return value;
    }

    private static string? OfVars(string name, string? otherwise, YamlNode.Scalar scalar, TemplateScope scope, ProblemList problems)
    {
        if (scope.Vars is null)
        {
            Refuse(scalar, $"Variables are not known here, so var('{name}') cannot be read.", problems);
            return null;
        }
        var value = scope.Vars.TryGetValue(name, out var known) ? TextOf(known) : otherwise;
        if (value is null && !scope.Forgiving)
            problems.Add("project.var", $"The project has no variable '{name}' that is a single value.", scalar.Place,
                $"Write it under vars in tarn.yml, or give a default: {{{{ var('{name}', '...') }}}}.");
        return value;
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static YamlNode.Scalar Refuse(YamlNode.Scalar scalar, string what, ProblemList problems)
    {
        problems.BadValue(what, scalar.Place, Next);
        return scalar with { Style = ScalarStyle.Unrendered };
    }

    [GeneratedRegex(@"\{\{(?<inside>.*?)\}\}", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Template();

    [GeneratedRegex(
        """\A\s*(?<call>env_var|var)\(\s*('(?<name>[^']+)'|"(?<name>[^"]+)")\s*(,\s*('(?<default>[^']*)'|"(?<default>[^"]*)"|(?<default>-?[0-9]+(\.[0-9]+)?|true|false))\s*)?\)\s*\z""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
