namespace Twin.Aws.Ssm;

public static class SsmResources
{
    public static readonly ResourceKind Parameter = new(ResourceTypes.Parameter)
    {
        Billing = ResourceBilling.By(KmsCost.Requests),
        Outputs = inputs =>
            [("name", inputs.Name), ("arn", inputs.Arn("ssm", $"parameter/{inputs.Name.TrimStart('/')}"))],
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Flows = [new DataFlow("ssm:GetParameter", true, "reads")],
        Facts = (_, parameter) => [parameter.Text("type")],
    };

    public static ImmutableArray<ResourceKind> All => [Parameter];
}

internal static class ParameterDeclaration
{
    public static ParameterServerOptions ReadAll(
        DeclaredStack stack, AccessControl access, KmsService keys, TimeProvider clock)
    {
        var store = new ParameterStore(clock);
        var options = new ParameterServerOptions(store, access, stack.Region) { Keys = keys };
        foreach (var parameter in stack.OfType(SsmResources.Parameter))
        {
            var (name, type) = (parameter.PhysicalName, parameter.Text("type"));
            if (parameter.OptionalText("keyId") is { } key)
            {
                Encrypt(parameter, type, key, keys, access.Deployer);
            }

            store.Put(name, type, parameter.Text("value"), parameter.OptionalText("keyId"));
        }

        return options;
    }

    private static void Encrypt(
        DeclaredResource parameter, string type, string key, KmsService keys, Caller deployment)
    {
        if (type != Parameter.SecureString)
        {
            throw new RunFailedException(
                $"{parameter.Title} is a {type} and names a key: only a {Parameter.SecureString} is encrypted.");
        }

        try
        {
            keys.Use(deployment, key, new KeyUse("kms:Encrypt", "ssm"));
        }
        catch (KeyException refused)
        {
            throw new RunFailedException($"{parameter.Title} cannot be encrypted: {refused.Message}");
        }
    }
}

internal static class SsmGraph
{
    /// <summary>The edges from each key to the parameters that it encrypts.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
        from parameter in stack.OfType(SsmResources.Parameter)
        from key in stack.OfType(KmsResources.Key)
        where parameter.OptionalText("keyId") == key.Arn
        select new Edge(key, parameter, "encrypts");
}
