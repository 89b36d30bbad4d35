using Bench;
using Local.Commands;

return await CommandLine.RunAsync(BenchCommand.Root(), args);
