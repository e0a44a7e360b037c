using System.Collections.Concurrent;

namespace Tarn.Core.Tests.Engine;

/// <summary>How often what came about, so that a test can tell that it tested something.</summary>
internal sealed class ModelCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Of(string what) => _counts.GetValueOrDefault(what);

    public override string ToString() => string.Join(Environment.NewLine, _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value,8} {count.Key}"));
}
