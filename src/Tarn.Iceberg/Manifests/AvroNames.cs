using System.Globalization;
using System.Text;

namespace Tarn.Iceberg.Manifests;

/// <summary>Names of partition fields as Avro allows them, made as the Java writer makes them: <c>a-b</c> becomes <c>a_x2Db</c>, <c>9</c> becomes <c>_9</c>.</summary>
internal static class AvroNames
{
    /// <summary>The name with nothing but letters, digits and underscores.</summary>
    public static string Of(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c) || c == '_' || (char.IsAsciiDigit(c) && safe.Length > 0))
                safe.Append(c);
            else if (char.IsAsciiDigit(c))
                safe.Append('_').Append(c);
            else
                safe.Append("_x").Append(((int)c).ToString("X", CultureInfo.InvariantCulture));
        }
        return safe.ToString();
    }
}
