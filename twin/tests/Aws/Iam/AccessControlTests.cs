namespace Twin.Tests.Aws.Iam;

public sealed class AccessControlTests
{
    private const string AllowGet =
        """
        {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"],
         "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]}
        """;

    private const string DenySecret =
        """{"Sid": "Secret", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::b/secret/*"}""";

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/x", true)]
    [InlineData("S3:getobject", "arn:aws:s3:::b/x", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::B/x", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b2/x", false)]
    [InlineData("s3:PutObject", "arn:aws:s3:::b/x", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/secret/x", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::b", true)]
    public void An_action_that_is_allowed_and_not_denied_is_permitted(string action, string resource, bool expected)
    {
        var (access, key) = Policies.Worker(AllowGet, DenySecret);

        Assert.Equal(expected, access.Authorize(key, action, resource).IsAllowed);
    }

    [Theory]
    [InlineData("123456789012", true)]
    [InlineData("210987654321", false)]
    public void A_user_assumes_a_role_that_trusts_the_account(string account, bool expected)
    {
        const string RoleArn = "arn:aws:iam::123456789012:role/import";
        var access = new AccessControl("123456789012");
        access.AddRole(new Role(
            "import",
            RoleArn,
            Policies.Create(
                $$"""
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::{{account}}:root"} }
                """),
            new Dictionary<string, PolicyDocument>()));

        var refused = Record.Exception(() => access.AssumeAsUser(RoleArn, "session"));

        Assert.Equal(expected, refused is null);
    }

    [Theory]
    [InlineData(null, null, "because no identity-based policy allows the s3:PutObject action")]
    [InlineData("Deny", null, "with an explicit deny in an identity-based policy")]
    [InlineData("Allow", "Deny", "with an explicit deny in a resource-based policy")]
    [InlineData("Deny", "Allow", "with an explicit deny in an identity-based policy")]
    [InlineData(null, "Allow", "")]
    [InlineData("Allow", null, "")]
    public void Either_policy_can_allow_and_either_can_deny(string? identity, string? resource, string because)
    {
        var (access, key) = Policies.Worker(
            identity is null
                ? AllowGet
                : $$"""{"Effect": "{{identity}}", "Action": "s3:PutObject", "Resource": "*"}""");
        if (resource is not null)
        {
            access.AddResourcePolicy("arn:aws:s3:::b", Policies.Create(
                $$"""
                {"Effect": "{{resource}}", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*",
                 "Principal": {"AWS": "{{(resource == "Deny" ? "*" : Policies.RoleArn("worker"))}}"} }
                """));
        }

        var decision = access.Authorize(key, "s3:PutObject", "arn:aws:s3:::b/x");

        Assert.Equal((because.Length == 0, because), (decision.IsAllowed, decision.Because));
    }

    [Fact]
    public void The_account_as_principal_delegates_to_its_own_policies()
    {
        var (access, key) = Policies.Worker(AllowGet);
        access.AddResourcePolicy("arn:aws:s3:::b", Policies.Create(
            $$"""
            {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*",
             "Principal": {"AWS": "arn:aws:iam::{{Policies.Account}}:root"} }
            """));

        Assert.False(access.Authorize(key, "s3:PutObject", "arn:aws:s3:::b/x").IsAllowed);
    }

    [Theory]
    [InlineData("ArnNotEquals", "worker", true)]
    [InlineData("ArnNotEquals", "other", false)]
    public void The_principal_of_a_session_is_its_role(string comparison, string role, bool expected)
    {
        var (access, key) = Policies.Worker("""{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}""");
        access.AddResourcePolicy("arn:aws:s3:::b", Policies.Create(
            $$"""
            {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*", "Principal": {"AWS": "*"},
             "Condition": {"{{comparison}}": {"aws:PrincipalArn": "{{Policies.RoleArn(role)}}"} } }
            """));

        Assert.Equal(expected, access.Authorize(key, "s3:PutObject", "arn:aws:s3:::b/x").IsAllowed);
        Assert.True(access.Authorize(key, "s3:GetObject", "arn:aws:s3:::b/x").IsAllowed);
    }

    [Theory]
    [InlineData(Policies.Account, true)]
    [InlineData("999999999999", false)]
    public void A_resource_can_deny_other_accounts_and_still_allow_services(string account, bool expected)
    {
        var (access, key) = Policies.Worker("""{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}""");
        const string Queue = "arn:aws:sqs:eu-central-1:123456789012:q";
        access.AddResourcePolicy(Queue, Policies.Create(
            $$"""
            {"Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Principal": {"AWS": "*"},
             "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "{{account}}"},
                           "Bool": {"aws:PrincipalIsAWSService": "false"} } }
            """,
            """
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*",
             "Principal": {"Service": "events.amazonaws.com"} }
            """));

        Assert.Equal(expected, access.Authorize(key, "sqs:SendMessage", Queue).IsAllowed);
        Assert.True(access.AuthorizeService("events.amazonaws.com", "sqs:SendMessage", Queue).IsAllowed);
    }

    [Fact]
    public void An_administrator_may_do_everything_that_no_resource_denies_and_needs_no_declaration()
    {
        var access = new AccessControl(Policies.Account);
        access.AddResourcePolicy("arn:aws:s3:::b", Policies.Create(
            """
            {"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::b/*", "Principal": {"AWS": "*"}}
            """));
        var administrator = access.Administrator("administrator", "somebody");

        Assert.Equal(administrator, access.Administrator("administrator", "somebody"));
        Assert.True(access.Authorize(administrator, "s3:PutObject", "arn:aws:s3:::b/x").IsAllowed);
        Assert.False(access.Authorize(administrator, "s3:DeleteObject", "arn:aws:s3:::b/x").IsAllowed);
        Assert.Empty(access.UnusedPermissions);
    }

    [Fact]
    public void Denied_calls_are_counted()
    {
        var (access, key) = Policies.Worker(AllowGet);

        access.Authorize(key, "s3:PutObject", "arn:aws:s3:::b/x");
        access.Authorize(key, "s3:GetObject", "arn:aws:s3:::b/x");
        access.Authorize(key, "s3:PutObject", "arn:aws:s3:::b/x");
        access.Authorize("AKIDSTRANGER", "s3:GetObject", "arn:aws:s3:::b/x");

        Assert.Equal(
            [
                new DeniedCall(
                    "arn:aws:sts::123456789012:assumed-role/worker/session", "s3:PutObject", "arn:aws:s3:::b/x", 2),
                new DeniedCall("(unknown access key id AKIDSTRANGER)", "s3:GetObject", "arn:aws:s3:::b/x", 1),
            ],
            access.Denied);
    }

    [Fact]
    public void A_permission_that_no_call_used_is_named()
    {
        var (access, key) = Policies.Worker(
            """
            {"Sid": "Lists", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
             "Resource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]}
            """,
            """{"Effect": "Allow", "Action": "ssm:GetParameter", "Resource": "arn:aws:ssm:::parameter/x"}""",
            """{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}""",
            """{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}""");

        access.Authorize(key, "s3:GetObject", "arn:aws:s3:::a/x");
        access.Authorize(key, "s3:PutObject", "arn:aws:s3:::elsewhere/x");
        access.Authorize(key, "logs:PutLogEvents", "arn:aws:logs:eu-central-1:123456789012:log-group:x");

        Assert.Equal(
            [
                new UnusedPermission("worker", "inline", "Lists", "s3:PutObject", "arn:aws:s3:::a/*, arn:aws:s3:::b/*"),
                new UnusedPermission("worker", "inline", "Lists", "s3:GetObject", "arn:aws:s3:::b/*"),
                new UnusedPermission("worker", "inline", "#1", "ssm:GetParameter", "arn:aws:ssm:::parameter/x"),
            ],
            access.UnusedPermissions);
    }

    [Fact]
    public void Nobody_knows_the_credentials_of_another_run()
    {
        var (first, second) = (OfRun(), OfRun());

        Assert.NotEqual(first.AccessKeyId, second.AccessKeyId);
        Assert.NotEqual(first.SecretAccessKey, second.SecretAccessKey);
        Assert.NotEqual(first.SessionToken, second.SessionToken);

        static Credentials OfRun() =>
            Policies.Worker(AllowGet).Access.CredentialsFor(Policies.RoleArn("worker"), "session");
    }

    [Fact]
    public void A_roles_id_is_the_same_in_every_run()
    {
        var (first, second) = (Caller(), Caller());

        Assert.Matches("^AROA[A-Z2-7]{17}:session$", first.PrincipalId);
        Assert.Equal(first, second);

        static Caller Caller()
        {
            var (access, key) = Policies.Worker(AllowGet);
            return access.Find(key)!;
        }
    }

    [Fact]
    public void Credentials_are_of_AWSs_shapes_and_the_same_each_time()
    {
        var (access, key) = Policies.Worker(AllowGet);
        var again = access.CredentialsFor(Policies.RoleArn("worker"), "session");
        var other = access.CredentialsFor(Policies.RoleArn("worker"), "other");

        Assert.Matches("^ASIA[A-Z2-7]{16}$", key);
        Assert.Equal(40, again.SecretAccessKey.Length);
        Assert.Equal(key, again.AccessKeyId);
        Assert.NotEqual(key, other.AccessKeyId);
        Assert.Equal("other", access.Find(other.AccessKeyId)?.SessionName);
        Assert.Equal(other, access.FindSession(other.AccessKeyId)?.Credentials);
        Assert.DoesNotContain(again.SecretAccessKey, $"{again}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lambda.amazonaws.com", "arn:aws:lambda:eu-central-1:123456789012:function:f", "123456789012", true)]
    [InlineData("glue.amazonaws.com", "arn:aws:lambda:eu-central-1:123456789012:function:f", "123456789012", false)]
    [InlineData("lambda.amazonaws.com", "arn:aws:lambda:eu-central-1:123456789012:function:f", "999999999999", false)]
    [InlineData("lambda.amazonaws.com", "arn:aws:lambda:eu-central-1:123456789012:function:g", "123456789012", false)]
    [InlineData("lambda.amazonaws.com", null, "123456789012", false)]
    public void A_service_may_assume_a_role_that_trusts_it(
        string service, string? source, string account, bool expected)
    {
        var access = new AccessControl(Policies.Account);
        access.AddRole(new Role(
            "worker",
            Policies.RoleArn("worker"),
            Policies.Create(
                """
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"},
                 "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"},
                               "ArnLike": {"aws:SourceArn": "arn:aws:lambda:eu-central-1:123456789012:function:f"}}}
                """),
            new Dictionary<string, PolicyDocument>()));

        Assert.Equal(expected, access.MayAssume(Policies.RoleArn("worker"), service, source, account));
        Assert.False(access.MayAssume(Policies.RoleArn("nobody"), service, source, account));
    }

    [Theory]
    [InlineData("\"Resource\": \"*\", \"Principal\": {\"AWS\": \"*\"}", "Policy inline of role worker, statement #0: the twin")]
    [InlineData("\"Sid\": \"All\"", "statement All: the twin does not judge it: a role's policy names resources")]
    public void A_role_may_not_have_a_policy_of_another_kind(string elements, string expected) =>
        Refused.With<PolicyException>(expected, () => Policies.Worker($$"""{"Effect": "Allow", "Action": "s3:*", {{elements}} }"""));

    [Theory]
    [InlineData("Allow", "*", ", \"Resource\": \"*\"", "allow to one")]
    [InlineData("Deny", "arn:aws:iam::123456789012:root", ", \"Resource\": \"*\"", "deny to everybody")]
    [InlineData("Deny", "*", "", "it must name resources")]
    public void A_resource_may_not_have_a_policy_of_another_kind(
        string effect, string principal, string resource, string expected) => Refused.With<PolicyException>(
        expected,
        () => new AccessControl(Policies.Account).AddResourcePolicy("arn:aws:s3:::b", Policies.Create(
            $$"""{"Effect": "{{effect}}", "Action": "s3:*", "Principal": {"AWS": "{{principal}}"}{{resource}} }""")));

    [Theory]
    [InlineData("Deny", "sts:AssumeRole", "arn:aws:iam::123456789012:root")]
    [InlineData("Allow", "sts:*", "arn:aws:iam::123456789012:root")]
    [InlineData("Allow", "sts:AssumeRole", "*")]
    public void A_role_may_not_have_a_trust_policy_of_another_form(string effect, string action, string principal) =>
        Refused.With<PolicyException>(
            "The trust policy of role r, statement #0: the twin does not judge it",
            () => new AccessControl(Policies.Account).AddRole(new Role(
                "r",
                Policies.RoleArn("r"),
                Policies.Create(
                    $$"""{"Effect": "{{effect}}", "Action": "{{action}}", "Principal": {"AWS": "{{principal}}"} }"""),
                ImmutableDictionary<string, PolicyDocument>.Empty)));
}
