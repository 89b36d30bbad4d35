using System.Text.RegularExpressions;

namespace Twin.Aws.StepFunctions;

/// <summary>The value of a field whose name ends with <c>.$</c>.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    public abstract JsonNode? Evaluate(StateData data, string field);

    internal sealed record At(ReferencePath Path) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) => Path.Find(data, field);
    }

    /// <summary>A text, a number, <c>true</c>, <c>false</c> or <c>null</c> among a function's arguments.</summary>
    internal sealed record Literal(JsonNode? Value) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) => Value?.DeepClone();
    }

    internal sealed record Call(IntrinsicFunction Function, ImmutableArray<Expression> Arguments) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) =>
            Function.Run([.. Arguments.Select(argument => argument.Evaluate(data, field))]);
    }
}

/// <param name="text">The value of a field whose name ends with <c>.$</c>.</param>
internal sealed partial class ExpressionParser(string text, string place)
{
    private int _at;

    /// <summary>Reads the value of a field whose name ends with <c>.$</c>.</summary>
    public static Expression Parse(string text, string place)
    {
        if (text.StartsWith('$'))
        {
            return new Expression.At(ReferencePath.Parse(text, place));
        }

        var parser = new ExpressionParser(text, place);
        return parser.TakeCall() is { } call && parser._at == text.Length ? call : throw parser.Invalid();
    }

    private Expression Take()
    {
        Skip();
        if (Path().Match(text, _at) is { Success: true } path)
        {
            _at += path.Length;
            return new Expression.At(ReferencePath.Parse(path.Value, place));
        }

        if (Quoted().Match(text, _at) is { Success: true } quoted)
        {
            _at += quoted.Length;
            return new Expression.Literal(Unescaped(quoted.Value[1..^1]));
        }

        if (Simple().Match(text, _at) is { Success: true } simple)
        {
            _at += simple.Length;
            return new Expression.Literal(JsonNode.Parse(simple.Value));
        }

        return TakeCall() ?? throw Invalid();
    }

    private Expression.Call? TakeCall()
    {
        if (Name().Match(text, _at) is not { Success: true } name)
        {
            return null;
        }

        _at += name.Length;
        var function = IntrinsicFunction.Find(name.Groups[1].Value) ?? throw new DefinitionException(
            $"The intrinsic function '{name.Groups[1].Value}' is not one that the twin supports. It supports "
            + $"{string.Join(", ", IntrinsicFunction.Names)}. at {place}");
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        while (!TryTake(')'))
        {
            if (arguments.Count > 0 && !TryTake(','))
            {
                throw Invalid();
            }

            arguments.Add(Take());
        }

        return arguments.Count >= function.Fewest && arguments.Count <= function.Most
            ? new Expression.Call(function, arguments.ToImmutable())
            : throw new DefinitionException(FormattableString.Invariant(
                $"{function.Name} cannot take {arguments.Count} arguments. at {place}"));
    }

    private bool TryTake(char expected)
    {
        Skip();
        if (_at < text.Length && text[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Skip()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    // States.Format reads the escapes of braces and backslashes itself.
    private static string Unescaped(string quoted) =>
        Escape().Replace(quoted, escape => escape.Value == "\\'" ? "'" : escape.Value);

    private DefinitionException Invalid() => new(
        $"The value '{text}' is neither a path nor a call of an intrinsic function. at {place}");

    [GeneratedRegex("""\G\$(?:\['[^']*'\]|\["[^"]*"\]|[^,)\s'"])*""")]
    private static partial Regex Path();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\G'(?:[^'\\]|\\.)*'", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\G(?:-?[0-9]+(?:\.[0-9]+)?|true|false|null)(?![\w.])")]
    private static partial Regex Simple();

    [GeneratedRegex(@"\G([\w.]+)\(")]
    private static partial Regex Name();
}
