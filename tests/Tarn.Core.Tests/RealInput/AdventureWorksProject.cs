using Tarn.Core.Tests.Project;
using Tarn.Core.Tests.Sources;

namespace Tarn.Core.Tests.RealInput;

/// <summary>A project of all AdventureWorks files: a resource a file, and models over six of them.</summary>
internal static class AdventureWorksProject
{
    public const string Gold = "gold.order_lines";

    /// <summary>Joins what the six models below give; told in words that a lake and a bare engine can both be given names for.</summary>
    private const string Lines = """
        select
            d.salesorderid, d.salesorderdetailid, h.ordered_on, h.is_online, c.account_number, h.territory_id,
            p.name as product, s.name as subcategory, k.name as category,
            d.quantity, d.unit_price, d.discount,
            (d.quantity * d.unit_price * (1 - d.discount))::decimal(18, 4) as line_total,
            round(d.quantity * p.standard_cost, 2)::decimal(18, 2) as cost
        from [order_details] as d
        join [order_headers] as h using (salesorderid)
        join [customers] as c on c.customer_id = h.customer_id
        join [products] as p on p.product_id = d.product_id
        left join [subcategories] as s using (product_subcategory_id)
        left join [categories] as k using (product_category_id)
        """;

    /// <summary>Each with its file's resource and the SQL over it, in which # is the file.</summary>
    private static readonly (string Model, string Resource, string Sql)[] Typed =
    [
        ("order_details", "sales_order_details", "select salesorderid::bigint as salesorderid, salesorderdetailid::bigint as salesorderdetailid, productid::int as product_id, orderqty::int as quantity, unitprice::decimal(12, 4) as unit_price, unitpricediscount::decimal(5, 4) as discount from #"),
        ("order_headers", "sales_order_headers", "select salesorderid::bigint as salesorderid, customerid::int as customer_id, territoryid::int as territory_id, orderdate::timestamp::date as ordered_on, onlineorderflag = 't' as is_online from #"),
        ("customers", "customers", "select customer_id::int as customer_id, account_number from #"),
        ("products", "products", "select product_id::int as product_id, name, standard_cost::decimal(12, 4) as standard_cost, product_subcategory_id::int as product_subcategory_id from #"),
        ("subcategories", "product_subcategories", "select product_subcategory_id::int as product_subcategory_id, product_category_id::int as product_category_id, name from #"),
        ("categories", "product_categories", "select product_category_id::int as product_category_id, name from #"),
    ];

    /// <summary>The files, by the resource that lands each.</summary>
    public static IReadOnlyDictionary<string, string> Files() => Directory.GetFiles(SharedData.Path("adventureworks"), "*.csv")
        .ToDictionary(f => Path.GetFileName(f).Replace(".SUBSET", "", StringComparison.Ordinal)[..^4], StringComparer.Ordinal);

    public static string TableOf(string resource) => $"bronze.adventureworks_{resource}";

    public static ScratchProject Create()
    {
        var resources = Files().OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"  - {{ name: {f.Key}, files: {{ glob: '{f.Value}' }} }}");
        var project = ScratchProject.Named("adventureworks")
            .With("sources/adventureworks.yml", $"source: adventureworks\nresources:\n{string.Join('\n', resources)}\n")
            .With("models/gold/order_lines.sql", "{{ config(materialized='table') }}\n" + Named(model => $"{{{{ ref('{model}') }}}}"));
        foreach (var (model, resource, sql) in Typed)
            project.With($"models/silver/{model}.sql", sql.Replace("#", $"{{{{ source('adventureworks', '{resource}') }}}}", StringComparison.Ordinal));
        return project;
    }

    /// <summary>The gold table's SQL over the files themselves.</summary>
    public static string OverFiles()
    {
        var files = Files();
        return Named(model =>
        {
            var typed = Typed.Single(t => t.Model == model);
            return $"({typed.Sql.Replace("#", BareEngine.Csv(files[typed.Resource]), StringComparison.Ordinal)})";
        });
    }

    private static string Named(Func<string, string> nameOf) =>
        Typed.Aggregate(Lines, (sql, typed) => sql.Replace($"[{typed.Model}]", nameOf(typed.Model), StringComparison.Ordinal));
}
