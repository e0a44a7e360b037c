using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Gathers what a manifest's files hold in one partition field.</summary>
internal sealed class PartitionSummaryBuilder(IcebergType type)
{
    private bool _null;
    private bool _nan;
    private object? _least;
    private object? _greatest;

    /// <summary>Takes the value of one file.</summary>
    public void Add(object? value)
    {
        _null |= value is null;
        if (value is null)
            return;
        if (ValueOrder.IsNan(value))
        {
            _nan = true;
            return;
        }
        _least = _least is null || ValueOrder.Compare(value, _least) < 0 ? value : _least;
        _greatest = _greatest is null || ValueOrder.Compare(value, _greatest) > 0 ? value : _greatest;
    }

    /// <summary>The summary of all files taken. Bounds are whole: partition values are exact.</summary>
    public PartitionSummary Build() => new(_null, _nan, Bytes(_least), Bytes(_greatest));

    private byte[]? Bytes(object? value) => value is null ? null : SingleValue.Encode(type, value);
}
