namespace Tarn.Bench.Measure;

/// <summary>Numbers that were measured, in order of size.</summary>
internal sealed class Series
{
    private readonly double[] _sorted;

    /// <summary>At least one number.</summary>
    public Series(IEnumerable<double> values) => _sorted = [.. values.Order()];

    public double Min => _sorted[0];

    public double Max => _sorted[^1];

    public double Median => At(0.5);

    public int Count => _sorted.Length;

    /// <summary>The number below which this part of all lie; between two, by their distance.</summary>
    public double At(double part)
    {
        var place = part * (_sorted.Length - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, _sorted.Length - 1);
        return _sorted[low] + ((_sorted[high] - _sorted[low]) * (place - low));
    }
}
