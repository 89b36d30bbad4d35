using Twin.Aws.Glue;

namespace Twin.Cli.Permissions;

/// <summary>The ARNs that the resources of a stack have in AWS. Where the stack gives no name, Pulumi adds seven
/// characters to its own (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming).</summary>
internal sealed class ArnPatterns(DeclaredStack stack)
{
    private const string AddedByPulumi = "-???????";

    public static string Of(DeclaredResource resource)
    {
        var name = resource.Kind?.NameProperty ?? "name";
        return resource.Inputs.ContainsKey(name) || resource.Inputs.ContainsKey("dashboardName")
            ? resource.OptionalText("dashboardArn") ?? resource.Arn
            : resource.Arn + AddedByPulumi;
    }

    /// <summary>The ARN of the resource of a type that another one names, by its name, its ARN or its URL.</summary>
    public string Of(string type, DeclaredResource other, string property) =>
        Of(stack.OfType(type).FirstOrDefault(resource =>
                resource.Arn == other.Text(property)
                || resource.PhysicalName == other.Text(property)
                || resource.OptionalText("url") == other.Text(property))
            ?? throw new RunFailedException($"{other.Title}: '{property}' names no {type} of the stack."));

    /// <summary>The ARN of a resource that the stack does not declare itself.</summary>
    public string In(string service, string resource) => $"arn:aws:{service}:{stack.Region}:{stack.AccountId}:{resource}";

    /// <summary>The objects of a bucket below an address such as <c>s3://bucket/prefix</c>.</summary>
    public string Below(string address)
    {
        var folder = S3Folder.Parse(address);
        var bucket = stack.Named(ResourceTypes.Bucket, folder.Bucket)
            ?? throw new RunFailedException($"{address} is in no bucket of the stack.");
        return $"{Of(bucket)}/{folder.Prefix}";
    }
}
