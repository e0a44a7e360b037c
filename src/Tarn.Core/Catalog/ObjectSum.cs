using System.Security.Cryptography;
using System.Text;

namespace Tarn.Catalog;

/// <summary>The last field of a catalog object, <c>"sum"</c>: 32 hexadecimal digits of the SHA-256 of the object without it. It tells when a byte has changed since.</summary>
internal static class ObjectSum
{
    private const int Digits = 32;
    private static readonly byte[] _field = ",\"sum\":\""u8.ToArray();
    private static readonly int _length = _field.Length + Digits + "\"}".Length;

    /// <summary>The JSON object with its sum.</summary>
    public static byte[] AddTo(ReadOnlySpan<byte> json) => [.. json[..^1], .. _field, .. SumOf(json), .. "\"}"u8];

    /// <summary>False when there is no sum, or another one.</summary>
    public static bool IsRight(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= _length)
            return false;
        var body = bytes[..^_length];
        var tail = bytes[^_length..];
        return tail.StartsWith(_field) && tail.EndsWith("\"}"u8) && tail[_field.Length..^2].SequenceEqual(SumOf([.. body, (byte)'}']));
    }

    /// <summary>The digits that stand for bytes, whatever they are.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, Digits / 2));

    private static byte[] SumOf(ReadOnlySpan<byte> json) => Encoding.ASCII.GetBytes(Of(json));
}
