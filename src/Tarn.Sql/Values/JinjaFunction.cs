namespace Tarn.Sql.Values;

/// <summary>A function of the host that templates call.</summary>
/// <param name="name">Its name, for messages.</param>
/// <param name="parameters">As <see cref="Signature"/> reads them: <c>name default?</c>.</param>
/// <param name="body">What it does with its arguments.</param>
public sealed class JinjaFunction(string name, string parameters, Func<BoundArguments, object?> body) : JinjaObject
{
    private readonly Signature _signature = Signature.Parse(parameters);

    /// <inheritdoc/>
    public override string Text => $"<function {name}>";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override object? Call(JinjaArguments arguments) => body(_signature.Bind(name, arguments));
}
