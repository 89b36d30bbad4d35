namespace Twin.Runtime;

/// <summary>A function's <c>Handler</c>: <c>assembly::type::method</c>.</summary>
internal sealed record HandlerString(string Assembly, string Type, string Method)
{
    public static HandlerString Parse(string handler) =>
        handler.Split("::") is [{ Length: > 0 } assembly, { Length: > 0 } type, { Length: > 0 } method]
            ? new HandlerString(assembly, type, method)
            : throw new LambdaValidationException(
                $"'{handler}' is not a handler: it must be assembly::type::method, for example " +
                "Functions::Functions.Extract.ExtractHandler::HandleAsync.");
}
