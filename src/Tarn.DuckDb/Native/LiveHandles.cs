namespace Tarn.DuckDb.Native;

/// <summary>How many native objects, and C# objects held by native code, are alive. A test asserts that it comes back to where it was.</summary>
internal static class LiveHandles
{
    private static long _count;

    public static long Count => Interlocked.Read(ref _count);

    public static void Born() => Interlocked.Increment(ref _count);

    public static void Died() => Interlocked.Decrement(ref _count);
}
