using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tarn.Sql.Trees;

/// <summary>Reads one object of DuckDB's JSON, and everything below it, into records.</summary>
internal sealed class SqlTreeReader
{
    private static readonly HashSet<string> TableTypes = new(StringComparer.Ordinal)
    {
        "BASE_TABLE", "JOIN", "SUBQUERY", "TABLE_FUNCTION", "EXPRESSION_LIST", "PIVOT", "SHOW_REF", "EMPTY", "EMPTY_FROM", "COLUMN_DATA",
        "CTE", "DELIM_GET", "BOUND_TABLE_REF",
    };

    private static readonly HashSet<string> TableFields = new(StringComparer.Ordinal) { "from_table", "source" };

    private readonly JsonElement _json;
    private readonly Dictionary<string, List<SqlNode>> _fields = new(StringComparer.Ordinal);
    private readonly List<SqlNode> _children = [];

    private SqlTreeReader(JsonElement json, bool isConstant)
    {
        _json = json;
        var isJoin = TextOf(json, "type") == "JOIN";
        foreach (var property in json.EnumerateObject().Where(p => p.Name is not "cte_map" && !(isConstant && p.Name is "value")))
        {
            var found = new List<SqlNode>();
            Collect(property.Value, isJoin && property.Name is ("left" or "right") ? "source" : property.Name, found);
            _fields[property.Name] = found;
            _children.AddRange(found);
        }
    }

    public static QueryNode Statement(JsonElement statement) =>
        statement.TryGetProperty("node", out var node) && Node(node, "node") is QueryNode query
            ? query
            : throw new SqlTreeException("A statement of this tree has no query.", "tree");

    /// <summary>The nodes that lie in a value, themselves or inside of wrappers that are no nodes.</summary>
    private static void Collect(JsonElement value, string field, List<SqlNode> into)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new SqlTreeException("This statement is nested too deep.", "tree");
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Collect(item, field, into);
        }
        else if (value.ValueKind == JsonValueKind.Object && Node(value, field) is { } node)
            into.Add(node);
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                Collect(property.Value, property.Name, into);
        }
    }

    /// <summary>The node that an object is; null when it is a wrapper of others.</summary>
    private static SqlNode? Node(JsonElement json, string field)
    {
        var type = TextOf(json, "type");
        var @class = TextOf(json, "class");
        if (@class.Length > 0)
            return new SqlTreeReader(json, @class == "CONSTANT").Expression(@class, type);
        if (type.EndsWith("_NODE", StringComparison.Ordinal))
            return new SqlTreeReader(json, false).Query(type);
        return TableTypes.Contains(type) || (type.Length > 0 && TableFields.Contains(field)) ? new SqlTreeReader(json, false).Table(type) : null;
    }

    private QueryNode Query(string type) => type switch
    {
        "SELECT_NODE" => new QueryNode.Select
        {
            Children = _children, Ctes = Ctes(), Columns = Many<SqlExpression>("select_list"), From = One<TableNode>("from_table"),
            Where = One<SqlExpression>("where_clause"), Groups = Many<SqlExpression>("group_expressions"), Having = One<SqlExpression>("having"),
            Qualify = One<SqlExpression>("qualify"),
        },
        "SET_OPERATION_NODE" => new QueryNode.SetOperation
        {
            Children = _children, Ctes = Ctes(), Kind = Text("setop_type"), KeepsAll = Flag("setop_all", true),
            Parts = [.. Many<QueryNode>("left"), .. Many<QueryNode>("right"), .. Many<QueryNode>("children")],
        },
        "RECURSIVE_CTE_NODE" => new QueryNode.Recursive
        {
            Children = _children, Ctes = Ctes(), Name = Text("cte_name"), Start = One<QueryNode>("left"), Step = One<QueryNode>("right"),
        },
        _ => new QueryNode.Other { Children = _children, Ctes = Ctes(), Type = type },
    };

    private TableNode Table(string type)
    {
        TableNode table = type switch
        {
            "BASE_TABLE" => new TableNode.Base
            {
                Children = _children, Catalog = Text("catalog_name"), Schema = Text("schema_name"), Name = Text("table_name"),
                At = One<SqlExpression>("at_clause"), AtUnit = _fields.GetValueOrDefault("at_clause") is [_, ..] ? TextOf(_json.GetProperty("at_clause"), "unit") : null,
            },
            "JOIN" => new TableNode.Join
            {
                Children = _children, Left = One<TableNode>("left"), Right = One<TableNode>("right"), Type = Text("join_type"), Kind = Text("ref_type"),
                Using = Texts("using_columns"), Condition = One<SqlExpression>("condition"),
            },
            "SUBQUERY" => new TableNode.Subquery { Children = _children, Query = One<QueryNode>("subquery") },
            "TABLE_FUNCTION" => new TableNode.Function { Children = _children, Call = One<SqlExpression.Function>("function") },
            "EXPRESSION_LIST" => new TableNode.Values { Children = _children },
            "PIVOT" => new TableNode.Pivot { Children = _children, Source = One<TableNode>("source") },
            "SHOW_REF" => new TableNode.Show { Children = _children, Kind = Text("show_type"), Query = One<QueryNode>("query") },
            "EMPTY" or "EMPTY_FROM" => new TableNode.Empty { Children = _children },
            _ => new TableNode.Other { Children = _children, Type = type },
        };
        return table with { Alias = Text("alias"), Location = Location() };
    }

    private SqlExpression Expression(string @class, string type)
    {
        SqlExpression expression = @class switch
        {
            "COLUMN_REF" => new SqlExpression.Column { Children = _children, Type = type, Names = Texts("column_names") },
            "STAR" => new SqlExpression.Star
            {
                Children = _children, Type = type, Relation = Text("relation_name"), Excluded = Texts("exclude_list"), Replaced = Replaced(),
            },
            "FUNCTION" => new SqlExpression.Function
            {
                Children = _children, Type = type, Name = Text("function_name"), Schema = Text("schema"), Arguments = Many<SqlExpression>("children"),
            },
            "WINDOW" => new SqlExpression.Window
            {
                Children = _children, Type = type, Name = Text("function_name"), Partitions = Many<SqlExpression>("partitions"),
            },
            "SUBQUERY" => new SqlExpression.Subquery { Children = _children, Type = type, Kind = Text("subquery_type"), Query = One<QueryNode>("subquery") },
            "CONSTANT" => new SqlExpression.Constant { Children = _children, Type = type, Text = ConstantText(), Json = Raw("value") },
            _ => new SqlExpression.Other { Children = _children, Type = type, Class = @class },
        };
        return expression with { Alias = Text("alias"), Location = Location() };
    }

    private List<CommonTable> Ctes()
    {
        if (!_json.TryGetProperty("cte_map", out var map) || !map.TryGetProperty("map", out var entries) || entries.ValueKind != JsonValueKind.Array)
            return [];
        return [.. entries.EnumerateArray().Select(Cte)];
    }

    private static CommonTable Cte(JsonElement entry)
    {
        var value = entry.GetProperty("value");
        var found = new List<SqlNode>();
        Collect(value, "value", found);
        var query = found.OfType<QueryNode>().FirstOrDefault() ?? throw new SqlTreeException($"The CTE '{TextOf(entry, "key")}' of this tree has no query.", "tree");
        return new CommonTable(TextOf(entry, "key"), TextsOf(value, "aliases"), query);
    }

    private List<KeyValuePair<string, SqlExpression>> Replaced()
    {
        if (!_json.TryGetProperty("replace_list", out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        return [.. list.EnumerateArray().Select(e => TextOf(e, "key")).Zip(Many<SqlExpression>("replace_list"), KeyValuePair.Create)];
    }

    private T? One<T>(string field)
        where T : SqlNode => _fields.GetValueOrDefault(field)?.OfType<T>().FirstOrDefault();

    private List<T> Many<T>(string field)
        where T : SqlNode => [.. _fields.GetValueOrDefault(field)?.OfType<T>() ?? []];

    private ulong? Location() =>
        _json.TryGetProperty("query_location", out var value) && value.TryGetUInt64(out var at) && at != ulong.MaxValue ? at : null;

    private string? ConstantText() =>
        _json.TryGetProperty("value", out var value) && value.TryGetProperty("value", out var inner) && inner.ValueKind == JsonValueKind.String ? inner.GetString() : null;

    private string Text(string field) => TextOf(_json, field);

    private IReadOnlyList<string> Texts(string field) => TextsOf(_json, field);

    private string Raw(string field) => _json.TryGetProperty(field, out var value) ? value.GetRawText() : "";

    private bool Flag(string field, bool otherwise) => _json.TryGetProperty(field, out var value) ? value.ValueKind == JsonValueKind.True : otherwise;

    private static string TextOf(JsonElement json, string field) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IReadOnlyList<string> TextsOf(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];
}
