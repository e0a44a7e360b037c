using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>A table function as the catalog holds it.</summary>
internal sealed record TableFunction(string Name, IReadOnlyList<DuckDbType> Parameters, Func<IReadOnlyList<object?>, ITableSource> Source, CallbackFailures Failures);
