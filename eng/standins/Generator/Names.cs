namespace Generator;

/// <summary>
/// C# names. Nearly all follow from the provider's by one rule, an upper-case first letter; the rest are tables,
/// since the npm package does not have them.
/// </summary>
internal static class Names
{
    private static Dictionary<string, string> Namespaces { get; } = new(StringComparer.Ordinal)
    {
        [""] = "Pulumi.Aws",
        ["athena"] = "Pulumi.Aws.Athena",
        ["budgets"] = "Pulumi.Aws.Budgets",
        ["cloudwatch"] = "Pulumi.Aws.CloudWatch",
        ["glue"] = "Pulumi.Aws.Glue",
        ["iam"] = "Pulumi.Aws.Iam",
        ["kms"] = "Pulumi.Aws.Kms",
        ["lambda"] = "Pulumi.Aws.Lambda",
        ["s3"] = "Pulumi.Aws.S3",
        ["scheduler"] = "Pulumi.Aws.Scheduler",
        ["sns"] = "Pulumi.Aws.Sns",
        ["sqs"] = "Pulumi.Aws.Sqs",
        ["ssm"] = "Pulumi.Aws.Ssm",
    };

    // A C# member cannot have its class's name. Each is the name in the real package, in sdk/dotnet of
    // github.com/pulumi/pulumi-aws: S3/Bucket.cs, Iam/Policy.cs, Sqs/RedrivePolicy.cs, Sqs/RedriveAllowPolicy.cs.
    private static Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal)
    {
        ["s3.Bucket.bucket"] = "BucketName",
        ["iam.Policy.policy"] = "PolicyDocument",
        ["sqs.RedrivePolicy.redrivePolicy"] = "RedrivePolicyName",
        ["sqs.RedriveAllowPolicy.redriveAllowPolicy"] = "RedriveAllowPolicyName",
    };

    private static HashSet<string> Keywords { get; } =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const",
        "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern",
        "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface",
        "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof",
        "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint",
        "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    public static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string Namespace(string module) =>
        Namespaces.TryGetValue(module, out var name)
            ? name
            : throw new GeneratorException($"the C# namespace of the module {module} is not known: add it to Names.cs");

    /// <param name="module">The provider's module.</param>
    /// <param name="shape">The resource or nested type.</param>
    /// <param name="property">The property's wire name.</param>
    public static string Property(string module, string shape, string property)
    {
        if (Properties.TryGetValue($"{module}.{shape}.{property}", out var name))
        {
            return name;
        }

        var upper = Upper(property);
        return upper != shape
            ? upper
            : throw new GeneratorException($"{module}.{shape}.{property} has its class's name: add it to Names.cs");
    }

    public static string Parameter(string property) => Keywords.Contains(property) ? "@" + property : property;
}
