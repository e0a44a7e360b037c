namespace Tarn.Bench.Lakes;

/// <summary>Where the seconds of an append went.</summary>
/// <param name="Reading">Finding the table's head.</param>
/// <param name="Writing">Rows to Parquet, manifest, manifest list and metadata, all synced.</param>
/// <param name="Committing">Tree, commit and the move of the branch; after a lost race the replay too.</param>
/// <param name="RacesLost">How often another was first.</param>
internal sealed record AppendTimes(double Reading, double Writing, double Committing, int RacesLost)
{
    public double Total => Reading + Writing + Committing;
}
