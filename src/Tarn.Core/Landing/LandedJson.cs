using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>Records of JSON pages.</summary>
internal sealed class LandedJson : LandedRecords
{
    private readonly LakeEngine _engine;
    private readonly Reading _reading;
    private JsonRowsSource _source;

    public LandedJson(LakeEngine engine, IReadOnlyList<PageFile> pages, FileFormat format, RejectList rejects, Reading reading)
        : base(rejects)
    {
        (_engine, _reading) = (engine, reading);
        var shape = reading is Reading.Glimpsed ? ShapeReader.Glimpse(pages, format) : ShapeReader.Learn(pages, format);
        Columns = shape.Columns;
        _source = new JsonRowsSource(pages, format, rejects) { Checks = reading is Reading.Careful && shape.Unsound > 0 };
    }

    public override IReadOnlyList<ShapeColumn> Columns { get; }

    public override long Given => _source.RowsRead;

    public override BronzeSql? Lend(IReadOnlyList<LandedColumn> columns, BatchLineage lineage)
    {
        if (_reading is Reading.Careful)
            return new BronzeSql(columns, new RecordSource.Json(SqlOf(_engine, _source)), lineage);
        if (PlainColumns.Of(columns, isText: false) is not { } plain)
            return null;
        _source = _source.Plainly(plain);
        return new BronzeSql(PlainColumns.AsRead(columns), new RecordSource.Fields(SqlOf(_engine, _source)), lineage);
    }
}
