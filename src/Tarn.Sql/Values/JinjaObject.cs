namespace Tarn.Sql.Values;

/// <summary>Something of the host that templates see: with members, or callable, or both.</summary>
public abstract class JinjaObject
{
    /// <summary>What printing gives.</summary>
    public abstract string Text { get; }

    /// <summary>True when <see cref="Call"/> does something.</summary>
    public virtual bool IsCallable => false;

    /// <summary>The member of that name.</summary>
    /// <returns>False when there is none.</returns>
    public virtual bool TryGet(string name, out object? value)
    {
        value = null;
        return false;
    }

    /// <summary>Sets a member, as <c>{% set ns.name = ... %}</c> does.</summary>
    /// <returns>False when members of this object cannot be set.</returns>
    public virtual bool TrySet(string name, object? value) => false;

    /// <summary>Calls it.</summary>
    public virtual object? Call(JinjaArguments arguments) => throw new JinjaException($"{Text} cannot be called.");
}
