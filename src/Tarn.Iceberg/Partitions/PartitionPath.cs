using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Partitions;

/// <summary>Partition tuples for people and for paths: <c>day=2026-06-04/id_bucket=3</c>. No reader takes anything from such a path.</summary>
public static class PartitionPath
{
    /// <summary>The tuple, <c>name=value</c> joined by '/'; empty for an unpartitioned spec. All but letters, digits and <c>-._~</c> is percent-encoded.</summary>
    /// <param name="spec">The spec of the tuple.</param>
    /// <param name="sourceTypes">The type of each field's column, in the spec's order.</param>
    /// <param name="tuple">The values, in the spec's order.</param>
    public static string Of(PartitionSpec spec, IReadOnlyList<IcebergType> sourceTypes, IReadOnlyList<object?> tuple) =>
        string.Join('/', spec.Fields.Select((field, i) =>
            $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(TextOf(field.Transform, sourceTypes[i], tuple[i]))}"));

    /// <summary>A partition value for people: years, months, days and hours as dates, the rest as its type prints.</summary>
    public static string TextOf(Transform transform, IcebergType source, object? value) => (transform, value) switch
    {
        (_, null) => "null",
        (Transform.Year, int years) => CivilDate.TextOf(years + 1970),
        (Transform.Month, int months) => $"{CivilDate.TextOf(1970 + Floor(months, 12))}-{months - (Floor(months, 12) * 12) + 1:00}",
        (Transform.Hour, int hours) => $"{CivilDate.FromDays(Floor(hours, 24))}-{hours - (Floor(hours, 24) * 24):00}",
        _ => SingleValueText.Format(PartitionValues.ResultType(transform, source), value),
    };

    private static int Floor(int value, int unit) => (value / unit) - (value % unit < 0 ? 1 : 0);
}
