using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>A test: what stands after <c>is</c>.</summary>
internal sealed record Test(Signature Signature, Func<object?, BoundArguments, bool> Body);
