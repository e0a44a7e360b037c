using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>A scalar function as the catalog holds it.</summary>
internal sealed record ScalarBinding(ScalarFunction Function, CallbackFailures Failures)
{
    /// <summary>The type of the argument at a place.</summary>
    public DuckDbColumn Argument(int index) =>
        new("", index < Function.Parameters.Count ? Function.Parameters[index] : Function.Rest ?? DuckDbType.Any);
}
