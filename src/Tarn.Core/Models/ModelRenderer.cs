using System.Text.RegularExpressions;
using Tarn.Project;
using Tarn.Sql;
using Tarn.Sql.Jinja;
using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>Makes the SQL that is run out of models and tests.</summary>
/// <param name="graph">The models.</param>
/// <param name="scope">What is not in the project's files; <see cref="RenderScope.TableExists"/> speaks of the model that is rendered.</param>
public sealed partial class ModelRenderer(ModelGraph graph, RenderScope scope)
{
    private readonly TemplateContext _context = new(graph.Project, graph.Macros, scope);

    /// <summary>
    /// The model's query: one SELECT without a semicolon, refs and sources as <c>"namespace"."table"</c>, ephemeral models as CTEs before all
    /// others.
    /// </summary>
    /// <exception cref="TarnException">Invalid: the template fails, or gives no statement or more than one.</exception>
    public string Render(Model model)
    {
        var incremental = model.Materialization as Materialization.Incremental;
        var fresh = incremental?.FullRefresh ?? scope.FullRefresh;
        return Whole(model.File, new TemplateHooks
        {
            Ref = a => RelationOf(RefUse.Of(a), model.Refs),
            Source = RelationOfSource,
            Config = _ => { },
            ConfigValue = name => model.Config.GetValueOrDefault(name),
            This = Relation.Of(model.Table),
            IsIncremental = incremental is not null && scope.TableExists && !fresh,
            Execute = true,
            Name = model.Name,
            Tags = model.Tags,
        });
    }

    /// <summary>The query of a file that is no model: a singular test. What it configures and refers to comes with it.</summary>
    /// <exception cref="TarnException">Invalid: the template fails, gives no statement or more than one, or refers to what is not there.</exception>
    public RenderedFile Render(SqlFile file)
    {
        var refs = new List<string>();
        var sources = new List<SourceTable>();
        var config = new Dictionary<string, object?>(StringComparer.Ordinal);
        var sql = Whole(file, Hooks(refs, sources) with
        {
            Config = a => Note(a, config),
            ConfigValue = name => config.GetValueOrDefault(name),
            Name = file.Name,
        });
        return new RenderedFile(sql, Reads(refs, sources), config);
    }

    /// <summary>A short text of a properties file: <c>ref('dim_title')</c> or <c>{{ ref('dim_title') }}</c>, rendered, and the tables it names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Where it is written.</param>
    /// <param name="isExpression">True when a text without tags is an expression all the same.</param>
    /// <exception cref="TarnException">Invalid: it fails, or refers to what is not there.</exception>
    public RenderedFile RenderText(string text, string where, bool isExpression = false)
    {
        var refs = new List<string>();
        var sources = new List<SourceTable>();
        var template = isExpression && !text.Contains("{{", StringComparison.Ordinal) ? "{{ " + text + " }}" : text;
        try
        {
            var sql = JinjaTemplate.Parse(template, where).Render(_context.Scope(Hooks(refs, sources)));
            return new RenderedFile(WithEphemerals(sql, refs, inBrackets: true), Reads(refs, sources), new Dictionary<string, object?>(StringComparer.Ordinal));
        }
        catch (JinjaException fault)
        {
            throw new TarnException(FailureKind.Invalid, new Problem("models.template", fault.What, where), fault);
        }
    }

    /// <summary>How a model is read in SQL: its table's name or, when it is ephemeral, its query in brackets.</summary>
    public string RelationOf(Model model) =>
        model.Materialization is Materialization.Ephemeral ? $"(\n{WithEphemerals(Body(model), model.Refs, inBrackets: false)}\n)" : model.Table.Sql;

    /// <summary>
    /// The rendering of a macro with arguments that are values of a properties file. As in dbt a text that is a call, <c>ref('titles')</c>, or has
    /// Jinja in it is worked out first; <c>model</c> and <c>column_name</c> stand as they are.
    /// </summary>
    /// <param name="macro">The macro's name.</param>
    /// <param name="arguments">Its arguments by name.</param>
    /// <param name="where">Where it is called.</param>
    /// <exception cref="TarnException">Invalid: it fails.</exception>
    public RenderedFile RenderMacro(string macro, IReadOnlyDictionary<string, object?> arguments, string where)
    {
        var refs = new List<string>();
        var sources = new List<SourceTable>();
        var config = new Dictionary<string, object?>(StringComparer.Ordinal);
        var texts = arguments.Where(a => a.Value is string text && a.Key is not ("model" or "column_name") && IsTemplate(text))
            .ToDictionary(a => a.Key, a => RenderText((string)a.Value!, where, isExpression: true), StringComparer.Ordinal);
        var given = arguments.ToDictionary(a => a.Key, a => texts.TryGetValue(a.Key, out var text) ? text.Sql : a.Value, StringComparer.Ordinal);
        var plain = _context.Scope(Hooks(refs, sources) with { Config = a => Note(a, config), ConfigValue = name => config.GetValueOrDefault(name) });
        try
        {
            var withArguments = plain with { Variables = new Dictionary<string, object?>(plain.Variables, StringComparer.Ordinal) { ["tarn_arguments"] = given } };
            var sql = JinjaTemplate.Parse($"{{{{ {macro}(**tarn_arguments) }}}}", where).Render(withArguments);
            var reads = Reads(refs, sources).Concat(texts.Values.SelectMany(t => t.Reads)).Distinct();
            return new RenderedFile(WithEphemerals(OneStatement(sql, where), refs, inBrackets: false), [.. reads], config);
        }
        catch (JinjaException fault)
        {
            throw new TarnException(FailureKind.Invalid, ModelProblems.Of(fault, where), fault);
        }
    }

    private static void Note(BoundArguments arguments, Dictionary<string, object?> config)
    {
        foreach (var (key, value) in arguments.Extra.Entries)
            config[PythonText.Str(key)] = JinjaValue.ToHost(value);
    }

    /// <summary>dbt's rule, looks_like_func in its parser of generic tests.</summary>
    private static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) || Call().IsMatch(text);

    [GeneratedRegex(@"\A\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    private TemplateHooks Hooks(List<string> refs, List<SourceTable> sources) => new()
    {
        Ref = a =>
        {
            var relation = RelationOf(RefUse.Of(a), null);
            refs.Add(RefUse.Of(a).Name);
            return relation;
        },
        Source = a =>
        {
            var relation = RelationOfSource(a);
            sources.Add(graph.FindSource(a.Text(0), a.Text(1))!);
            return relation;
        },
        Config = _ => { },
        ConfigValue = _ => null,
        Execute = true,
    };

    private List<TableName> Reads(List<string> refs, List<SourceTable> sources) =>
        [.. refs.Select(r => graph.Find(r)!).SelectMany(graph.ReadsOfRef).Concat(sources.Select(s => s.Table)).Distinct()];

    private string Whole(SqlFile file, TemplateHooks hooks)
    {
        var refs = new List<string>();
        var inner = hooks.Ref;
        try
        {
            var noted = hooks with
            {
                Ref = a =>
                {
                    refs.Add(RefUse.Of(a).Name);
                    return inner(a);
                },
            };
            var sql = JinjaTemplate.Parse(file.Text, file.Path).Render(_context.Scope(noted));
            return WithEphemerals(OneStatement(sql, file.Path), refs, inBrackets: false);
        }
        catch (JinjaException fault)
        {
            throw new TarnException(FailureKind.Invalid, ModelProblems.Of(fault, file.Path), fault);
        }
    }

    private string WithEphemerals(string sql, IReadOnlyList<string> refs, bool inBrackets)
    {
        if (inBrackets)
            return refs is [var one] && graph.Find(one) is { Materialization: Materialization.Ephemeral } model ? RelationOf(model) : sql;
        return EphemeralSql.Prepend(sql, [.. graph.EphemeralsOf(refs).Select(e => (e.Name, Body(e)))]);
    }

    /// <summary>An ephemeral model's query without the CTEs that it needs.</summary>
    private string Body(Model model)
    {
        try
        {
            var hooks = new TemplateHooks
            {
                Ref = a => RelationOf(RefUse.Of(a), model.Refs),
                Source = RelationOfSource,
                Config = _ => { },
                ConfigValue = name => model.Config.GetValueOrDefault(name),
                This = Relation.Of(model.Table),
                Execute = true,
                Name = model.Name,
                Tags = model.Tags,
            };
            return OneStatement(JinjaTemplate.Parse(model.File.Text, model.Path).Render(_context.Scope(hooks)), model.Path);
        }
        catch (JinjaException fault)
        {
            throw new TarnException(FailureKind.Invalid, ModelProblems.Of(fault, model.Path), fault);
        }
    }

    private Relation RelationOf(RefUse use, IReadOnlyList<string>? known)
    {
        var model = graph.Find(use.Name) ?? throw new JinjaException($"There is no model '{use.Name}'.{Near.Hint(use.Name, graph.Models.Select(m => m.Name))}");
        if (known is not null && !known.Contains(use.Name, StringComparer.Ordinal))
            throw new JinjaException($"ref('{use.Name}') was not met when the project was read, so the order of models may be wrong. Write -- {{{{ ref('{use.Name}') }}}} where it is always met.");
        return model.Materialization is Materialization.Ephemeral ? Relation.OfEphemeral(model.Name) : Relation.Of(model.Table);
    }

    private Relation RelationOfSource(BoundArguments arguments)
    {
        var use = new SourceUse(arguments.Text(0), arguments.Text(1), arguments.Where);
        return graph.FindSource(use.Source, use.Table) is { } source
            ? Relation.Of(source.Table)
            : throw new JinjaException(ModelProblems.UnknownSource(use, graph.Sources).What);
    }

    private static string OneStatement(string sql, string where)
    {
        var statements = SqlScan.Statements(sql);
        return statements.Count == 1
            ? statements[0].Trim()
            : throw new TarnException(FailureKind.Invalid, new Problem(
                "models.statement",
                statements.Count == 0 ? "There is no SELECT in it." : $"There are {statements.Count} statements in it.",
                where,
                "Write one SELECT; Tarn itself makes the table of it."));
    }
}
