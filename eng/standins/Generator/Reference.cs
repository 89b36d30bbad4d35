namespace Generator;

/// <summary>The kinds of C# types that Pulumi generates from a provider's declarations.</summary>
internal enum Kind
{
    Resource,
    Arguments,
    Function,
    FunctionArguments,
    FunctionResult,
    NestedInput,
    NestedOutput,
    Enumeration,
}

/// <summary>One type in C#, and its declaration by the provider.</summary>
/// <param name="Module">The provider's module: <c>s3</c>; empty for its root.</param>
/// <param name="Name">The name of the resource, the function, the nested type or the enumeration.</param>
internal sealed record Reference(Kind Kind, string Module, string Name)
{
    public string Namespace => Kind switch
    {
        Kind.NestedInput => Names.Namespace(Module) + ".Inputs",
        Kind.NestedOutput => Names.Namespace(Module) + ".Outputs",
        _ => Names.Namespace(Module),
    };

    public string ClassName => Kind switch
    {
        Kind.Arguments or Kind.NestedInput => $"{Name}Args",
        Kind.FunctionArguments => $"{Name}InvokeArgs",
        Kind.FunctionResult => $"{Name}Result",
        _ => Name,
    };

    public string FullName => $"{Namespace}.{ClassName}";

    public string Documentation =>
        Module == SnowflakeDeclarations.Module
            ? $"https://www.pulumi.com/registry/packages/snowflake/api-docs/{Name.ToLowerInvariant()}/"
            : $"https://www.pulumi.com/registry/packages/aws/api-docs/{DeclaredIn.ToLowerInvariant()}/";

    /// <summary>The file of the npm package that declares a resource or a function, without its ending.</summary>
    public string DeclaredIn => (Module.Length > 0 ? $"{Module}/" : "") + Names.Lower(Name);
}
