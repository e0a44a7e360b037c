using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>A filter: what stands after '|'.</summary>
internal sealed record Filter(Signature Signature, Func<Interpreter, object?, BoundArguments, object?> Body);
