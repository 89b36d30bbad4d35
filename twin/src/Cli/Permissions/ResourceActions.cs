namespace Twin.Cli.Permissions;

/// <summary>The actions with which the AWS provider manages one type of resource, by operation.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Service">The service's prefix of the actions.</param>
/// <param name="Source">The provider's file that makes the calls, below
/// https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service.</param>
/// <param name="On">The ARNs, or patterns of them, on which IAM decides.</param>
internal sealed record ResourceActions(
    string Type,
    string Service,
    string Source,
    Func<ArnPatterns, DeclaredResource, IEnumerable<string>> On,
    ImmutableArray<string> Create,
    ImmutableArray<string> Read,
    ImmutableArray<string> Update,
    ImmutableArray<string> Delete)
{
    /// <summary>The property with the ARN of the role that the resource gets, and the service that takes it; null for
    /// none.</summary>
    public (string Property, string Service)? PassesRole { get; init; }

    public IEnumerable<string> All => Create.Concat(Read).Concat(Update).Concat(Delete).Distinct();

    /// <summary>A row whose actions are written without the service's prefix, with blanks between them.</summary>
    public static ResourceActions Of(
        string type,
        string service,
        string source,
        Func<ArnPatterns, DeclaredResource, IEnumerable<string>> on,
        string create,
        string read,
        string update,
        string delete)
    {
        return new ResourceActions(
            type, service, source, on, Actions(create), Actions(read), Actions(update), Actions(delete));

        ImmutableArray<string> Actions(string names) =>
            [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{service}:{name}")];
    }
}
