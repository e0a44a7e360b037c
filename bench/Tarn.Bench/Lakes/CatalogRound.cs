namespace Tarn.Bench.Lakes;

/// <summary>The seconds of one turn over a catalog.</summary>
internal sealed record CatalogRound(double Create, double Change, double Diff, double Merge, double Drop)
{
    public double Total => Create + Change + Diff + Merge + Drop;
}
