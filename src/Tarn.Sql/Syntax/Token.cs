namespace Tarn.Sql.Syntax;

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; of <see cref="TokenKind.Data"/> and <see cref="TokenKind.String"/> what it stands for.</param>
/// <param name="Place">Where it starts.</param>
internal readonly record struct Token(TokenKind Kind, string Text, Place Place)
{
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public bool IsOperator(string op) => Kind == TokenKind.Operator && Text == op;

    /// <summary>For messages.</summary>
    public string Told => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.Data => "text",
        TokenKind.String => $"the text '{Text}'",
        _ => $"'{Text}'",
    };
}
