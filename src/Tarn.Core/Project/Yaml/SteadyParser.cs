using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tarn.Project.Yaml;

/// <summary>YamlDotNet's parser, whose scanner answers some torn texts with faults of its own (16.3: InvalidOperationException): they become faults with a place.</summary>
internal sealed class SteadyParser(IParser inner) : IParser
{
    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        try
        {
            return inner.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            var at = inner.Current?.End ?? new Mark(0, 1, 1);
            throw new YamlException(at, at, "What follows here cannot be read", fault);
        }
    }
}
