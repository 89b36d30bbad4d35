using YamlDotNet.RepresentationModel;

namespace Eng.Tests.Workflows;

/// <summary>The comment that comment.yml's script posts, made from the output of a pull request's code.</summary>
public sealed partial class PostedCommentTests
{
    private const char Invisible = '\u200b';

    // The objects of actions/github-script that this script uses.
    private const string Runner = """
        const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const folder = require('fs').mkdtempSync(require('path').join(require('os').tmpdir(), 'comment-'));
        process.env.PREVIEW = require('path').join(folder, 'preview.md');
        require('fs').writeFileSync(process.env.PREVIEW, given.preview);
        const pull = { number: 7, head: { sha: 'sha', repo: { id: 1 } } };
        const issues = { listComments: 'comments', createComment: async comment => console.log(comment.body) };
        const github = {
          paginate: async what => what === 'pulls' ? [pull] : [],
          rest: { pulls: { list: 'pulls' }, issues },
        };
        const repository = { id: 1, owner: { login: 'owner' } };
        const run = { head_repository: repository, head_branch: 'branch', head_sha: 'sha', html_url: 'run' };
        const context = { repo: { owner: 'owner', repo: 'repo' }, payload: { workflow_run: run } };
        const core = { notice: text => { throw new Error(text); } };
        const AsyncFunction = (async () => {}).constructor;
        new AsyncFunction('require', 'github', 'context', 'core', given.script)(require, github, context, core)
          .finally(() => require('fs').rmSync(folder, { recursive: true }));
        """;

    [Theory]
    [InlineData("@everyone")]
    [InlineData("&commat;everyone")]
    [InlineData("&#64;everyone")]
    [InlineData("&#x40;everyone")]
    [InlineData("&#X0040;everyone")]
    [InlineData("&amp;commat;everyone")]
    [InlineData("&num;1 and &#35;1")]
    [InlineData("#1 and owner/repo#1")]
    [InlineData("GH-1 and gh-1")]
    [InlineData("GH\\-1")]
    [InlineData("<img src=x> and &lt;img&gt;")]
    [InlineData("[a](b), [a][b] and [b]: c")]
    [InlineData("http://a.b and http&colon;//a.b and www.a.b")]
    public async Task No_text_of_a_pull_request_becomes_a_mention_a_reference_a_link_or_markup(string text)
    {
        var posted = await PostedAsync(text);

        Assert.DoesNotMatch(Entity(), posted);
        Assert.DoesNotMatch(Markup(), posted);
        Assert.Equal(text, posted.Replace($"{Invisible}", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/x", "arn:aws:iam::<account>:role/x")]
    [InlineData(
        "https://sqs.eu-central-1.amazonaws.com/123456789012/q", "https://sqs.eu-central-1.amazonaws.com/<account>/q")]
    [InlineData("account 1234-5678-9012, of you+me@example.com", "account <account>, of <address>")]
    [InlineData("mailto:you%40example.co.uk?x=1", "mailto:<address>?x=1")]
    [InlineData("1234567890123 and actions/checkout@v7", "1234567890123 and actions/checkout@v7")]
    public async Task Accounts_and_addresses_are_hidden(string text, string posted) =>
        Assert.Equal(posted, (await PostedAsync(text)).Replace($"{Invisible}", "", StringComparison.Ordinal));

    [Fact]
    public async Task A_text_of_a_megabyte_is_processed_in_time()
    {
        var posted = await PostedAsync(new string('a', 1_000_000));

        Assert.EndsWith("\n\n…", posted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_text_is_posted_as_it_is()
    {
        const string Text = "## What is different\n\n* changed: `memorySize`: 512 → 1024 (a #hash, 5 % of #1a1 | x)";

        Assert.Equal(Text, (await PostedAsync(Text)).Replace($"#{Invisible}", "#", StringComparison.Ordinal));
    }

    /// <summary>The comment without its first lines, which comment.yml adds.</summary>
    private static async Task<string> PostedAsync(string preview)
    {
        var node = InstalledProgram.Require("node");
        var body = await node.RunAsync(["-e", Runner], JsonSerializer.Serialize(new { script = Script(), preview }));
        return body.TrimEnd('\n').Split("\n\n", 2)[1];
    }

    private static string Script()
    {
        var file = Path.Combine(PulumiProject.Folder, ".github", "workflows", "comment.yml");
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(file));
        yaml.Load(reader);
        return yaml.Documents[0].RootNode.AllNodes.OfType<YamlMappingNode>()
            .SelectMany(node => node.Children)
            .Where(entry => entry.Key is YamlScalarNode { Value: "script" })
            .Select(entry => ((YamlScalarNode)entry.Value).Value!)
            .Single();
    }

    // A character as an HTML entity, which Markdown decodes before GitHub looks for mentions.
    [GeneratedRegex("&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")]
    private static partial Regex Entity();

    [GeneratedRegex(@"@\w|<\w|#\d|GH\\?-\d|\](\(|\[|:)|://|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
