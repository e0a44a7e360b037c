namespace Tarn.Bench.Lakes;

/// <summary>The seconds of one turn over a catalog.</summary>
/// <param name="Look">Finding what is there of the tables that are to be changed; no part of the total.</param>
internal sealed record CatalogRound(double Look, double Create, double Change, double Diff, double Merge, double Drop)
{
    public double Total => Create + Change + Diff + Merge + Drop;
}
