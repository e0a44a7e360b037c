namespace Tarn.Bench.Reports;

/// <summary>What a case is held against.</summary>
/// <param name="What">Which figure.</param>
/// <param name="AtMost">Its bound.</param>
/// <param name="Measured">Its value.</param>
internal sealed record Bar(string What, double AtMost, double Measured)
{
    public bool IsMet => Measured <= AtMost;
}
