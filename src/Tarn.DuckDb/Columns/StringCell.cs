using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>The bytes of one string_t.</summary>
internal static unsafe class StringCell
{
    public static ReadOnlySpan<byte> Of(VectorView vector, int row) => NativeString.Bytes((NativeString*)vector.Data + row);
}
