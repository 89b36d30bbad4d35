using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

/// <summary>The value of a field whose name ends with <c>.$</c>.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>Computes the value.</summary>
    /// <param name="data">The data of the state.</param>
    /// <param name="field">The field, for messages.</param>
    /// <exception cref="StateTaskException">A path leads nowhere, or an intrinsic function fails.</exception>
    public abstract JsonNode? Evaluate(StateData data, string field);

    /// <summary>A value of the input or the context object.</summary>
    internal sealed record At(ReferencePath Path) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) => Path.Find(data, field);
    }

    /// <summary>A text, a number, <c>true</c>, <c>false</c> or <c>null</c> among a function's arguments.</summary>
    internal sealed record Literal(JsonNode? Value) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) => Value?.DeepClone();
    }

    /// <summary>A call of an intrinsic function.</summary>
    internal sealed record Call(IntrinsicFunction Function, ImmutableArray<Expression> Arguments) : Expression
    {
        public override JsonNode? Evaluate(StateData data, string field) =>
            Function.Run([.. Arguments.Select(argument => argument.Evaluate(data, field))]);
    }
}
