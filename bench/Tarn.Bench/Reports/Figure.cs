using Tarn.Bench.Measure;

namespace Tarn.Bench.Reports;

/// <summary>Something measured more than once.</summary>
internal sealed record Figure(string Name, double Median, double Min, double Max, string Unit)
{
    public static Figure Of(string name, string unit, IEnumerable<double> values)
    {
        var series = new Series(values);
        return new Figure(name, series.Median, series.Min, series.Max, unit);
    }
}
