using Tarn.Engine;
using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>Rows of Parquet files. Their types are their own and stay; a row's hash is of its JSON, since it has no bytes of its own.</summary>
internal sealed class LandedParquet : LandedRecords
{
    private readonly LakeEngine _engine;
    private readonly string _sql;

    public LandedParquet(LakeEngine engine, IReadOnlyList<PageFile> pages, RejectList rejects)
        : base(rejects)
    {
        _engine = engine;
        _sql = $"({string.Join("\nunion all by name\n", pages.Select(One))}) as records";
        using var connection = engine.Connect();
        using var statement = connection.Prepare($"select * from {_sql}");
        var columns = statement.Columns.Select(c => c.Name).Where(n => n is not ("_page" or "_position" or "_line" or "_raw_hash" or "file_row_number"));
        Columns = [.. columns.Select(n => new ShapeColumn(n, n, new ShapeType.Null()))];
    }

    public override IReadOnlyList<ShapeColumn> Columns { get; }

    public override long Given
    {
        get
        {
            using var connection = _engine.Connect();
            using var result = connection.Query($"select count(*) from {_sql}");
            return (long)result.Single()!;
        }
    }

    public override BronzeSql Lend(IReadOnlyList<LandedColumn> columns, BatchLineage lineage) => new(columns, new RecordSource.Typed(_sql), lineage);

    /// <summary>60 bits of the hash, so that they are a number above 0.</summary>
    private static string One(PageFile page) =>
        $"select {page.Page}::integer as _page, file_row_number as _position, null::bigint as _line, ('0x' || left(md5(to_json(f)::varchar), 15))::bigint as _raw_hash, f.* from read_parquet({SqlText.Text(page.Path)}) as f";
}
