using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>A batch without pages.</summary>
internal sealed class LandedNothing(RejectList rejects) : LandedRecords(rejects)
{
    private const string Nothing =
        "(select null::integer as _page, null::bigint as _position, null::bigint as _line, null::bigint as _raw_hash where false) as records";

    public override IReadOnlyList<ShapeColumn> Columns => [];

    public override long Given => 0;

    public override BronzeSql Lend(IReadOnlyList<LandedColumn> columns, BatchLineage lineage) => new(columns, new RecordSource.Fields(Nothing), lineage);
}
