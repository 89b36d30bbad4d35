namespace Twin.Aws.Kms;

internal static class KmsResources
{
    private const string NoMaterial = "nothing is really encrypted on one machine: a key has no material to rotate";

    public static readonly ResourceKind Key = new(ResourceTypes.Key)
    {
        Billing = ResourceBilling.By(KmsCost.Keys, KmsCost.Requests),
        Outputs = inputs => [("keyId", inputs.UniqueId), ("arn", inputs.Arn("kms", $"key/{inputs.UniqueId}"))],
        Id = key => key.Text("keyId"),
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["enableKeyRotation"] = NoMaterial,
            ["deletionWindowInDays"] = ResourceKind.ForDeletion,
        },
        Facts = (_, key) => [key.Flag("enableKeyRotation") ? "rotated" : null],
    };

    public static readonly ResourceKind Alias = new(ResourceTypes.Alias)
    {
        Billing = ResourceBilling.Free("a name of a key"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.Arn("kms", inputs.Name)),
            ("targetKeyArn", inputs.Text("targetKeyId") is ['a', 'r', 'n', ':', ..] and var target
                ? target
                : inputs.Arn("kms", $"key/{inputs.Text("targetKeyId")}")),
        ],
    };

    public static ImmutableArray<ResourceKind> All => [Key, Alias];
}

internal static class KeyDeclaration
{
    // The policy of a key declared without one: "Default key policy" in the KMS guide.
    private static string DefaultPolicy(string account) =>
        $$"""
        {"Version": "2012-10-17", "Statement": {"Sid": "Enable IAM User Permissions", "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::{{account}}:root"}, "Action": "kms:*", "Resource": "*"} }
        """;

    public static void AddAll(KmsService keys, DeclaredStack stack, AccessControl access)
    {
        foreach (var key in stack.OfType(KmsResources.Key))
        {
            ExpectSymmetric(key);
            var policy = PolicyDeclaration.Read(key, key.OptionalText("policy") ?? DefaultPolicy(stack.AccountId));
            var isEnabled = !key.Has("isEnabled") || key.Flag("isEnabled");
            keys.Add(new CustomerManagedKey(key.Text("keyId"), key.Arn, isEnabled), policy);
            ExpectNoLockout(key, access);
        }

        foreach (var alias in stack.OfType(KmsResources.Alias))
        {
            try
            {
                keys.AddAlias(alias.PhysicalName, alias.Text("targetKeyId"));
            }
            catch (KeyException refused)
            {
                throw new RunFailedException($"{alias.Title}: {refused.Message}");
            }
        }
    }

    private static void ExpectSymmetric(DeclaredResource key)
    {
        var usage = key.OptionalText("keyUsage") ?? "ENCRYPT_DECRYPT";
        var spec = key.OptionalText("customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
        if ((usage, spec) is not ("ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT"))
        {
            throw new RunFailedException(
                $"{key.Title} is of the kind {spec} for {usage}: S3, Parameter Store and Athena encrypt with symmetric "
                + "keys only. Leave both properties out.");
        }
    }

    // KMS checks this when a key is created: without an administrator its policy could never be changed.
    private static void ExpectNoLockout(DeclaredResource key, AccessControl access)
    {
        if (!key.Flag("bypassPolicyLockoutSafetyCheck")
            && !access.Authorize(access.Deployer, "kms:PutKeyPolicy", key.Arn).IsAllowed)
        {
            throw new RunFailedException(
                $"{key.Title}: KMS says: The new key policy will not allow you to update the key policy in the future. "
                + "Leave kms:PutKeyPolicy to the account.");
        }
    }
}
