import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { ClassesService } from './classes.service.js';
import {
  ClassChange,
  ClassFamilyList,
  ClassList,
  ClassQuery,
  FamilyDoors,
  NewClass,
  SchoolClass,
} from './dto/classes.dto.js';

@ApiTags('classes')
@Controller('classes')
export class ClassesController {
  constructor(private readonly classes: ClassesService) {}

  @Get()
  @RequirePermission(Permission.DoorRead)
  @Answers(ClassList)
  list(@CurrentActor() actor: Actor, @Query() query: ClassQuery): Promise<ClassList> {
    return this.classes.list(actor, query);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(SchoolClass)
  create(@CurrentActor() actor: Actor, @Body() body: NewClass): Promise<SchoolClass> {
    return this.classes.create(actor, body);
  }

  @Patch(':id')
  @RequirePermission(Permission.AssignmentManage)
  @Answers(SchoolClass)
  change(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: ClassChange): Promise<SchoolClass> {
    return this.classes.change(actor, id, body);
  }

  @Get(':id/families')
  @RequirePermission(Permission.DoorRead)
  @Answers(ClassFamilyList)
  families(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ClassFamilyList> {
    return this.classes.families(actor, id);
  }

  @Post(':id/families')
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(SchoolClass)
  link(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: FamilyDoors): Promise<SchoolClass> {
    return this.classes.link(actor, id, body);
  }

  @Post(':id/families/end')
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(SchoolClass)
  unlink(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: FamilyDoors): Promise<SchoolClass> {
    return this.classes.unlink(actor, id, body);
  }
}
