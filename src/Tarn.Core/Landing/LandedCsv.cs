using Tarn.Engine;
using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>Records of CSV files. Their columns stand in the headers, so that there is nothing to learn.</summary>
internal sealed class LandedCsv(LakeEngine engine, CsvRowsSource source, RejectList rejects, Reading reading) : LandedRecords(rejects)
{
    private CsvRowsSource _source = source;

    public override IReadOnlyList<ShapeColumn> Columns { get; } =
        [.. source.Columns.Skip(Lineage.Count).Zip(source.VendorNames).Select(c => new ShapeColumn(c.First.Name, c.First.Name, new ShapeType.String()))];

    public override long Given => _source.RowsRead;

    public override BronzeSql? Lend(IReadOnlyList<LandedColumn> columns, BatchLineage lineage)
    {
        var plain = reading is Reading.Careful ? null : PlainColumns.Of(columns, isText: true);
        if (reading is Reading.Learned || (reading is Reading.Glimpsed && plain is null))
            return null;
        _source = plain is null ? _source : _source.Plainly(plain);
        return new BronzeSql(plain is null ? columns : PlainColumns.AsRead(columns), new RecordSource.Fields(SqlOf(engine, _source)), lineage);
    }
}
