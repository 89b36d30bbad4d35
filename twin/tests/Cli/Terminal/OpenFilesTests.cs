using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Terminal;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            511                  511                  files     ", 511)]
    [InlineData("Max open files            512                  512                  files     ", null)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max file size             1                    1                    bytes     ", null)]
    public void Too_few_files_are_named_with_the_command_that_raises_their_number(string limit, int? refused) =>
        Assert.Equal(
            refused is null
                ? null
                : $"This shell lets a program have {refused} files open, and 512 are needed: ulimit -n 512",
            OpenFiles.Refusal(["Limit                     Soft Limit           Hard Limit           Units", limit]));
}
